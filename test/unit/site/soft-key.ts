// A WebAuthn authenticator and client in miniature, for tests of the stand-in site: ES256, "none"
// attestation, flags and origin of the caller's choice (Web Authentication Level 3, section 6).

import { Encoder } from "cbor-x";
import { createHash, createSign, generateKeyPairSync, randomBytes } from "node:crypto";
import type { KeyObject } from "node:crypto";

const cbor = new Encoder({ mapsAsObjects: false, useRecords: false });
const flagUp = 0x01;
const flagUv = 0x04;
const flagAt = 0x40;

export interface Circumstances {
  readonly origin: string;
  readonly rpId: string;
  readonly userVerified: boolean;
  readonly crossOrigin?: boolean;
}

export class SoftKey {
  readonly id = randomBytes(32);
  readonly #privateKey: KeyObject;
  readonly #coseKey: Buffer;
  counter = 0;

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const { x = "", y = "" } = publicKey.export({ format: "jwk" });
    this.#privateKey = privateKey;
    this.#coseKey = cbor.encode(
      new Map<number, number | Buffer>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x, "base64url")],
        [-3, Buffer.from(y, "base64url")],
      ]),
    );
  }

  create(challenge: string, circumstances: Circumstances): object {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.id.length);
    const attested = Buffer.concat([Buffer.alloc(16), length, this.id, this.#coseKey]);
    const authData = Buffer.concat([this.#header(circumstances, flagAt), attested]);
    const attestationObject = cbor.encode(
      new Map<string, unknown>([
        ["fmt", "none"],
        ["attStmt", new Map()],
        ["authData", authData],
      ]),
    );
    return this.#credential({
      clientDataJSON: clientData("webauthn.create", challenge, circumstances).toString("base64url"),
      attestationObject: attestationObject.toString("base64url"),
      transports: ["internal"],
    });
  }

  get(challenge: string, circumstances: Circumstances): object {
    const clientDataJSON = clientData("webauthn.get", challenge, circumstances);
    const authenticatorData = this.#header(circumstances, 0);
    const signer = createSign("sha256");
    signer.update(authenticatorData).update(sha256(clientDataJSON));
    return this.#credential({
      clientDataJSON: clientDataJSON.toString("base64url"),
      authenticatorData: authenticatorData.toString("base64url"),
      signature: signer.sign(this.#privateKey).toString("base64url"),
    });
  }

  #header({ rpId, userVerified }: Circumstances, flags: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    const all = flags | flagUp | (userVerified ? flagUv : 0);
    return Buffer.concat([sha256(Buffer.from(rpId)), Buffer.from([all]), counter]);
  }

  #credential(response: object): object {
    const id = this.id.toString("base64url");
    return { id, rawId: id, type: "public-key", clientExtensionResults: {}, response };
  }
}

function clientData(type: string, challenge: string, circumstances: Circumstances): Buffer {
  const { origin, crossOrigin = false } = circumstances;
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin }));
}

function sha256(data: Buffer): Buffer {
  return createHash("sha256").update(data).digest();
}
