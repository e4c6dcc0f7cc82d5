// A device's own authenticator for tests, by node:crypto: keys, authenticator data and signatures as a
// platform authenticator and a browser give them (WebAuthn §5.8.1, §6.1, §6.5.1), with every part open
// to a change.

import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import type { DeviceAssertion, DeviceRegistration } from "../../../lib/app/views.ts";
import { EXTENSION_ORIGIN } from "./kit.ts";

export type DeviceAlgorithm = -7 | -8 | -257;

/** What an answer may say differently. */
export type Change = {
  readonly type?: string;
  readonly origin?: string;
  readonly crossOrigin?: boolean;
  readonly rpId?: string;
  readonly flags?: number;
};

const UP_UV = 0x05;
const AT = 0x40;

function keyPair(algorithm: DeviceAlgorithm): { publicKey: KeyObject; privateKey: KeyObject } {
  if (algorithm === -7) return generateKeyPairSync("ec", { namedCurve: "P-256" });
  if (algorithm === -8) return generateKeyPairSync("ed25519");
  return generateKeyPairSync("rsa", { modulusLength: 2048 });
}

function clientDataOf(challenge: string, type: string, change: Change): Buffer {
  const { origin = EXTENSION_ORIGIN, crossOrigin = false } = change;
  return Buffer.from(
    JSON.stringify({ type: change.type ?? type, challenge, origin, crossOrigin }),
    "utf8",
  );
}

function headerOf(flags: number, change: Change): Buffer {
  const rpId = change.rpId ?? new URL(EXTENSION_ORIGIN).host;
  const hash = createHash("sha256").update(rpId).digest();
  return Buffer.concat([hash, Buffer.from([change.flags ?? flags]), Buffer.alloc(4)]);
}

export class FakeDevice {
  readonly algorithm: DeviceAlgorithm;
  readonly #credentialId: Buffer;
  readonly #keys: { publicKey: KeyObject; privateKey: KeyObject };

  /** @param mark fills its credential ID, by which passkeys of one device differ */
  constructor(algorithm: DeviceAlgorithm, mark = 7) {
    this.algorithm = algorithm;
    this.#credentialId = Buffer.alloc(32, mark);
    this.#keys = keyPair(algorithm);
  }

  /** Without PRF unless `prf` is given. */
  register(
    challenge: string,
    change: Change = {},
    prf: DeviceRegistration["prf"] = null,
  ): DeviceRegistration {
    const length = Buffer.from([0, this.#credentialId.length]);
    const attested = Buffer.concat([
      Buffer.alloc(16),
      length,
      this.#credentialId,
      Buffer.alloc(77, 1),
    ]);
    const authenticatorData = Buffer.concat([headerOf(UP_UV | AT, change), attested]);
    return {
      credentialId: this.#credentialId.toString("base64url"),
      publicKey: this.#keys.publicKey.export({ type: "spki", format: "der" }).toString("base64url"),
      algorithm: this.algorithm,
      clientDataJSON: clientDataOf(challenge, "webauthn.create", change).toString("base64url"),
      authenticatorData: authenticatorData.toString("base64url"),
      prf,
    };
  }

  assert(challenge: string, change: Change = {}): DeviceAssertion {
    const clientData = clientDataOf(challenge, "webauthn.get", change);
    const authenticatorData = headerOf(UP_UV, change);
    const hash = createHash("sha256").update(clientData).digest();
    const digest = this.algorithm === -8 ? null : "sha256";
    const signed = Buffer.concat([authenticatorData, hash]);
    return {
      credentialId: this.#credentialId.toString("base64url"),
      clientDataJSON: clientData.toString("base64url"),
      authenticatorData: authenticatorData.toString("base64url"),
      signature: sign(digest, signed, this.#keys.privateKey).toString("base64url"),
    };
  }
}
