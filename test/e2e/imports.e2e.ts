// Files of other authenticators through the real page: chosen, opened with their password, reviewed, added.

import { verify } from "node:crypto";
import type { Page } from "puppeteer";
import { afterEach, describe, expect, it } from "vitest";
import * as samples from "../unit/exchange/formats/samples.ts";
import * as sealed from "../unit/exchange/formats/sealed-samples.ts";
import { workerAnswer } from "./durability/worker-call.ts";
import { choose, fill, press, sees, seesButton, textOf, tick } from "./flows/screen.ts";
import { chooseFile, noteStatus, openImportPage } from "./imports/import-page.ts";
import { KIND } from "./rig/kind.ts";
import { labGet, openLab } from "./rig/lab.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";

const PASSWORD_FIELD = "Password of this file";

describe(`files of other authenticators in ${KIND}`, () => {
  const given = useRig({ vault: true });

  afterEach(async () => {
    for (const page of (await given.rig.browser.pages()).slice(1)) await page.close();
  });

  async function held(): Promise<readonly string[]> {
    const asker = await given.rig.openExtensionPage("prompt.html");
    const { accounts } = await workerAnswer(asker, "vault.contents", null);
    await asker.close();
    return accounts
      .flatMap(({ otps, passkeys }) => [
        ...otps.map(({ issuer, label }) => `${issuer}: ${label}`),
        ...passkeys.map(({ rpId, userName }) => `passkey ${rpId}: ${userName}`),
      ])
      .toSorted();
  }

  async function unseal(page: Page, password = samples.PASSWORD): Promise<void> {
    await fill(page, PASSWORD_FIELD, password);
    await press(page, "Open the file");
  }

  it("adds what is chosen of Aegis, and says why the rest can't be taken", async () => {
    const page = await openImportPage(given.rig);
    await chooseFile(given.rig, page, samples.aegisPlain());
    await sees(page, "Aegis: 5 entries.");
    const text = await textOf(page);
    expect(text).toContain("Can’t be taken: This kind of code isn’t supported");
    expect(text).toContain("Can’t be taken: This code uses a method that Waykey doesn’t know");
    await press(page, "Leave out the 2 without an account");
    await press(page, "Add 1 entry");
    await sees(page, "1 code was added");
    await sees(page, "Now delete the file");
    expect(await held()).toEqual(["Headway: ada@example.com"]);
  });

  it("opens the sealed one of Aegis after a wrong password, and knows what it holds", async () => {
    const page = await openImportPage(given.rig);
    await chooseFile(given.rig, page, samples.aegisSealed());
    await sees(page, "This is an export of Aegis, under a password.");
    await unseal(page, "wrong");
    await sees(page, "That’s not the password of this file");
    await unseal(page);
    await sees(page, "Duplicate: Waykey holds this code already, as Headway: ada@example.com");
    await choose(page, "Account of the 2 entries that have none yet", "ada@example.com (Client)");
    await press(page, "Add 2 entries");
    await sees(page, "2 codes were added");
    await press(page, "Done");
    await sees(page, "File that the other app has exported");
    expect(await held()).toEqual(["Bank: counter", "Headway: ada@example.com", "Steam: ada"]);
  });

  it("opens 2FAS, and Ente Auth, whose trashed entry is not added unasked", async () => {
    const page = await openImportPage(given.rig);
    await chooseFile(given.rig, page, samples.twoFasSealed());
    await sees(page, "This is an export of 2FAS, under a password.");
    await unseal(page);
    await sees(page, "2FAS: 5 entries.");
    await press(page, "Cancel");
    await chooseFile(given.rig, page, samples.ente("small"));
    await sees(page, "This is an export of Ente Auth, under a password.");
    await unseal(page);
    await sees(page, "Ente Auth: 4 entries.");
    await sees(page, "It was in the other app’s trash.");
    await choose(page, "Account of 3. Counter: ada", "ada@example.com (Client)");
    await choose(page, "Account of 4. Steam: ada", "ada@example.com (Client)");
    await press(page, "Add 2 entries");
    await sees(page, "2 codes were added");
    expect(await held()).not.toContain("Old site: ada");
  });

  it("opens Ente Auth at 256 MiB, with progress, and lets go of it when asked", async () => {
    const page = await openImportPage(given.rig);
    await chooseFile(given.rig, page, samples.ente("moderate"));
    await sees(page, "This is an export of Ente Auth, under a password.");
    await unseal(page);
    await sees(page, "Opening the file takes about");
    await press(page, "Cancel");
    await sees(page, "File that the other app has exported");
    await chooseFile(given.rig, page, samples.ente("moderate"));
    await unseal(page);
    await until(
      "the file to be open",
      async () => (await textOf(page)).includes("Ente Auth: 1"),
      120_000,
    );
  });

  it("opens the sealed backup of Stratum after a wrong password, and says that it is at it", async () => {
    const page = await openImportPage(given.rig);
    const { Authenticators: others } = samples.stratum();
    const fresh = { Type: 2, Issuer: "Headway", Username: "bo@example.com", Secret: "KRUGS4ZA" };
    const content = { Authenticators: [fresh, ...others] };
    await chooseFile(given.rig, page, sealed.stratumSealed(content));
    await sees(page, "This is an export of Stratum, under a password.");
    const announced = await noteStatus(page);
    await unseal(page, "wrong");
    await sees(page, "That’s not the password of this file");
    expect(await announced()).toContain("Opening the file");
    await unseal(page);
    await sees(page, "Stratum: 5 entries.");
    await sees(page, "Can’t be taken: This kind of code isn’t supported");
    await press(page, "Add 1 entry");
    await sees(page, "1 code was added");
    expect(await held()).toContain("Headway: bo@example.com");
  });

  it.each([
    ["the older backup of Stratum", "This is an export of Stratum", sealed.stratumLegacy(), 4],
    ["andOTP's", "This is an export of andOTP", sealed.andOtpSealed(), 3],
    ["andOTP's older", "This may be an old export of andOTP", sealed.andOtpOld(), 3],
    [
      "Authenticator Extension's",
      "This is an export of Authenticator Extension",
      sealed.extensionSealed(),
      4,
    ],
    ["its older", "This is an export of Authenticator Extension", sealed.extensionWrapped(), 4],
  ] as const)("opens %s", async (_what, title, content, count) => {
    const page = await openImportPage(given.rig);
    await chooseFile(given.rig, page, content);
    await sees(page, `${title}, under a password.`);
    await unseal(page, "wrong");
    await sees(page, "That’s not the password of this file");
    await unseal(page);
    await sees(page, `: ${count} entries.`);
  });

  it("takes the list of links of Ente Auth and of Google Authenticator as text", async () => {
    const page = await openImportPage(given.rig);
    await chooseFile(given.rig, page, samples.ENTE_LINES);
    await sees(page, "Ente Auth: 2 entries.");
    await press(page, "Cancel");
    await chooseFile(given.rig, page, samples.migration(3));
    await sees(page, "Google Authenticator: 3 entries.");
    await press(page, "Add 3 entries");
    await sees(page, "3 codes were added");
    expect(await held()).toContain("Headway: person2@example.com");
  });

  it("reads the archives of Proton Pass and of 1Password", async () => {
    const page = await openImportPage(given.rig);
    await chooseFile(given.rig, page, samples.protonPass());
    await sees(page, "Proton Pass: 5 entries. 1 more item has neither a code nor a passkey");
    await sees(page, "This entry lacks something that it needs");
    await press(page, "Cancel");
    await chooseFile(given.rig, page, samples.onePassword());
    await sees(page, "1Password: 4 entries. 1 more item has neither a code nor a passkey");
    await press(page, "Cancel");
  });

  it.each([
    ["PBKDF2", { type: 0, iterations: 600_000 }],
    ["Argon2id", { type: 1, iterations: 3, memory: 64, parallelism: 4 }],
  ] as const)("opens Bitwarden's export under %s", async (_name, kdf) => {
    const page = await openImportPage(given.rig);
    await chooseFile(given.rig, page, samples.bitwardenSealed(kdf));
    await sees(page, "This is an export of Bitwarden, under a password.");
    await unseal(page);
    await sees(page, "Bitwarden: 6 entries. 2 more items have neither a code nor a passkey");
  });

  it("signs in at Headway with a passkey of Bitwarden", async () => {
    const page = await openImportPage(given.rig);
    await chooseFile(given.rig, page, samples.bitwardenPlain());
    await sees(page, "Bitwarden: 6 entries.");
    // The one code that is not Headway's and not held.
    await tick(page, "3. Site: me");
    await press(page, "Add 1 entry");
    await sees(page, "1 entry was added");
    expect(await held()).toContain("passkey headway.co: ada@example.com");
    await page.close();

    const lab = await openLab(given.rig);
    const id = Buffer.from("0f0e0d0c0b0a09080706050403020100", "hex").toString("base64url");
    const got = labGet(lab, { allowCredentials: [{ type: "public-key", id }] });
    await given.user.allow();
    const outcome = await got;
    if (!outcome.ok) throw new Error(JSON.stringify(outcome));
    const { response } = outcome.credential as unknown as { response: Record<string, string> };
    expect(isSigned(response)).toBe(true);
    await lab.close();
  });

  it("takes Bitwarden's table", async () => {
    const page = await openImportPage(given.rig);
    await chooseFile(given.rig, page, samples.BITWARDEN_CSV);
    await sees(page, "Bitwarden: 2 entries. 1 more item has neither");
  });

  it("takes a passkey on Ed25519 beside others' entries", async () => {
    const page = await openImportPage(given.rig);
    const changes = {
      key: samples.foreignPkcs8("ed25519").toString("base64url"),
      credentialId: samples.bytes(16, 77).toString("base64url"),
      username: "ed@example.com",
    };
    await chooseFile(given.rig, page, samples.credentialExchange(changes));
    await sees(page, "3 entries.");
    await press(page, "Add 1 entry");
    await sees(page, "1 entry was added");
    expect(await held()).toContain("passkey headway.co: ed@example.com");
  });

  it.each([
    [
      "a Bitwarden export for one account",
      { encrypted: true, items: [] },
      "Only your own Bitwarden account can open this file",
    ],
    ["a file of nobody's", { hello: "world" }, "Waykey doesn’t know this kind of file"],
    [
      "a backup of Waykey's own",
      { format: "waykey-backup", version: 1 },
      "This is a backup of Waykey",
    ],
    [
      "a cut file",
      '{"header": {"slots": null}, "db": {"entr',
      "This file is damaged or not complete",
    ],
    [
      "a derivation that never ends",
      { ...samples.ente("small"), kdfParams: { memLimit: 2 ** 40, opsLimit: 99, salt: "" } },
      "Opening this file would take too much memory or time",
    ],
  ])("refuses %s, and says what to do", async (_what, content, title) => {
    const page = await openImportPage(given.rig);
    await chooseFile(given.rig, page, content);
    await sees(page, title);
  });

  it("asks again for nothing after a lock: what was read is gone", async () => {
    const page = await openImportPage(given.rig);
    await chooseFile(given.rig, page, samples.aegisPlain());
    await sees(page, "Aegis: 5 entries.");
    await given.user.lock();
    await seesButton(page, "Unlock");
    expect(await textOf(page)).not.toContain("Bank: counter");
  });
});

/** By Node's own crypto, with the public key that belongs to the sample. */
function isSigned(response: Record<string, string>): boolean {
  const bytes = (name: string) => Buffer.from(response[name] ?? "", "base64url");
  const hash = samples.sha256(bytes("clientDataJSON"));
  return verify(
    "sha256",
    Buffer.concat([bytes("authenticatorData"), hash]),
    { key: samples.PUBLIC_KEY_OBJECT, dsaEncoding: "der" },
    bytes("signature"),
  );
}
