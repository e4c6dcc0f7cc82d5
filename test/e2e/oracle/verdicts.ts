// What two relying-party libraries that share no code, nor a language, say of credentials:
// @simplewebauthn/server and python-fido2 (Debian: python3-fido2).

import {
  type WebAuthnCredential,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const ORIGIN = "https://headway.co";
const RP_ID = "headway.co";
const ALGORITHMS = [-7, -8];

type RegistrationJson = Parameters<typeof verifyRegistrationResponse>[0]["response"];
type AuthenticationJson = Parameters<typeof verifyAuthenticationResponse>[0]["response"];

/** A credential of a page, as JSON with its bytes in base64url. */
export type Given = {
  readonly name: string;
  readonly kind: "create" | "get";
  readonly credential: object;
};

/** The challenge that was signed; that it is the one that was given is the comparison's affair. */
function challengeOf(credential: object): string {
  const { response } = credential as { response: { clientDataJSON: string } };
  const text = Buffer.from(response.clientDataJSON, "base64url").toString();
  return (JSON.parse(text) as { challenge: string }).challenge;
}

async function judge(
  { kind, credential }: Given,
  known: Map<string, WebAuthnCredential>,
): Promise<void> {
  const expected = {
    expectedChallenge: challengeOf(credential),
    expectedOrigin: ORIGIN,
    expectedRPID: RP_ID,
    requireUserVerification: false,
  };
  if (kind === "create") {
    const response = credential as RegistrationJson;
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      ...expected,
      response,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (!verified) throw new Error("not verified");
    if (registrationInfo.credentialDeviceType !== "multiDevice") throw new Error("single device");
    if (!registrationInfo.credentialBackedUp) throw new Error("not backed up");
    known.set(registrationInfo.credential.id, registrationInfo.credential);
    return;
  }
  const response = credential as AuthenticationJson;
  const registered = known.get(response.id);
  if (registered === undefined) throw new Error("not registered");
  const { verified } = await verifyAuthenticationResponse({
    ...expected,
    response,
    credential: registered,
  });
  if (!verified) throw new Error("not verified");
}

/**
 * Refusals by @simplewebauthn/server, which also wants every passkey to be one that can be backed up.
 * An assertion has to come after the registration of its credential.
 */
export async function refusedBySimpleWebAuthn(given: readonly Given[]): Promise<readonly string[]> {
  const known = new Map<string, WebAuthnCredential>();
  const refused: string[] = [];
  for (const each of given) {
    await judge(each, known).catch((error: unknown) => {
      refused.push(`${each.name}: ${String(error)}`);
    });
  }
  return refused;
}

/** The Python that has the library. */
function findPython(): string {
  const candidates = [process.env["WAYKEY_PYTHON"] ?? "", "/usr/bin/python3", "python3"];
  for (const python of candidates.filter((each) => each !== "")) {
    try {
      execFileSync(python, ["-c", "import fido2.server"], { stdio: "ignore" });
      return python;
    } catch {
      // Not this one.
    }
  }
  throw new Error(
    "No Python with fido2 was found: install python3-fido2 or `pip install fido2==0.9.1`, or name one in WAYKEY_PYTHON",
  );
}

/** Refusals by python-fido2. */
export function refusedByPythonFido2(given: readonly Given[]): readonly string[] {
  const script = fileURLToPath(new URL("second_opinion.py", import.meta.url));
  const credentials = given.map((each) => ({ ...each, challenge: challengeOf(each.credential) }));
  const output = execFileSync(findPython(), [script], {
    input: JSON.stringify({ origin: ORIGIN, rpId: RP_ID, credentials }),
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  const refused = JSON.parse(output) as { name: string; error: string }[];
  return refused.map(({ name, error }) => `${name}: ${error}`);
}
