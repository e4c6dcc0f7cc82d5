// A passkey that KeePassXC has exported: one a file, its key as PKCS #8 in PEM.

import { type ForeignFile, onlyEntries, type ReadFile } from "./format.ts";
import { at, textAt } from "./json.ts";
import { entryOfPasskey } from "./passkey.ts";

const PEM = /-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\s]*)-----END PRIVATE KEY-----/;

export function readKeePassXc({ json }: ForeignFile): ReadFile | null {
  const isPasskey =
    typeof at(json, "privateKey") === "string" && at(json, "relyingParty") !== undefined;
  if (!isPasskey || at(json, "credentialId") === undefined) return null;
  const rpId = textAt(json, "relyingParty");
  const entry = entryOfPasskey({
    rpId,
    rpName: rpId,
    credentialId: textAt(json, "credentialId"),
    userHandle: textAt(json, "userHandle"),
    userName: textAt(json, "username"),
    userDisplayName: textAt(json, "username"),
    key: PEM.exec(textAt(json, "privateKey"))?.[1]?.replaceAll(/\s/g, "") ?? "",
    counter: 0,
  });
  return { state: "open", product: "keepassxc", ...onlyEntries([entry]) };
}
