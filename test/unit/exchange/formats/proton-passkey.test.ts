import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { entriesOf } from "./read.ts";
import { pack } from "./message-packer.ts";
import * as samples from "./samples.ts";

type Jwk = { readonly x?: string; readonly y?: string; readonly d?: string };
const jwkOf = (kind: "ec" | "ed25519"): Jwk => {
  const pair =
    kind === "ec"
      ? generateKeyPairSync("ec", { namedCurve: "P-256" })
      : generateKeyPairSync("ed25519");
  return pair.privateKey.export({ format: "jwk" });
};
const EC = jwkOf("ec");
const OKP = jwkOf("ed25519");

const raw = (base64url = ""): Uint8Array => new Uint8Array(Buffer.from(base64url, "base64url"));
const assigned = (c: string) => ({ t: "assign", c });
const whole = (value: number) => {
  const inner = Buffer.alloc(16, value < 0 ? 0xff : 0);
  inner.writeInt8(value);
  return { t: "int", c: { inner: new Uint8Array(inner) } };
};
const parameter = (label: number, value: object) => [{ t: "int", c: label }, value];
const coordinate = (label: number, base64url: string | undefined) =>
  parameter(label, { t: "bytes", c: raw(base64url) });

/** As passkey-rs keeps a key, and Proton packs it. */
function coseKey(jwk: Jwk, changes: object = {}) {
  const isEc = jwk.y !== undefined;
  return {
    kty: assigned(isEc ? "EC2" : "OKP"),
    kid: [],
    alg: assigned(isEc ? "ES256" : "EdDSA"),
    kops: [],
    biv: [],
    par: [
      parameter(-1, whole(isEc ? 1 : 6)),
      coordinate(-2, jwk.x),
      ...(isEc ? [coordinate(-3, jwk.y)] : []),
      coordinate(-4, jwk.d),
    ],
    ...changes,
  };
}

const credentialId = samples.bytes(16, 200);
const userHandle = samples.bytes(8, 120);

function packedPasskey(changes: object = {}, v = 1): string {
  const inner = {
    key: coseKey(EC),
    cid: new Uint8Array(credentialId),
    rid: "headway.co",
    uhd: new Uint8Array(userHandle),
    cnt: null,
    ext: { hmac_secret: null },
    udn: "Ada",
    un: "ada@example.com",
    ...changes,
  };
  return samples.base64(pack({ c: pack(inner), v }));
}

async function read(content: string) {
  const passkey = {
    keyId: "k",
    content,
    domain: "headway.co",
    rpId: "headway.co",
    rpName: "Headway",
    userName: "ada@example.com",
    userDisplayName: "Ada",
    credentialId: samples.base64(credentialId),
    userHandle: samples.base64(userHandle),
  };
  const item = {
    state: 1,
    data: { metadata: { name: "Headway" }, type: "login", content: { passkeys: [passkey] } },
  };
  const file = { version: "1.31.0", vaults: { a: { name: "Personal", items: [item] } } };
  return (await entriesOf(samples.protonPass(file)))[0];
}

describe("a passkey of Proton Pass", () => {
  it("is read with its key, on P-256", async () => {
    expect(await read(packedPasskey())).toEqual({
      kind: "passkey",
      passkey: {
        credentialId: credentialId.toString("base64url"),
        rpId: "headway.co",
        rpName: "Headway",
        userHandle: userHandle.toString("base64url"),
        userName: "ada@example.com",
        userDisplayName: "Ada",
        algorithm: -7,
        privateKey: EC.d,
        prfSecrets: null,
        largeBlob: null,
      },
    });
  });

  it("is read with its key, of Ed25519", async () => {
    expect(await read(packedPasskey({ key: coseKey(OKP) }))).toMatchObject({
      passkey: { algorithm: -8, privateKey: OKP.d },
    });
  });

  it("is read as its first versions packed it, without names and extensions", async () => {
    const first = { ext: undefined, udn: undefined, un: undefined };
    expect(await read(packedPasskey(first))).toMatchObject({ kind: "passkey" });
  });

  it("tells a counter above zero", async () => {
    expect(await read(packedPasskey({ cnt: 0 }))).not.toHaveProperty("hadCounter");
    expect(await read(packedPasskey({ cnt: 300 }))).toMatchObject({ hadCounter: true });
  });

  it("has the keys of prf, the second made from the first where Proton keeps none", async () => {
    const keys = [1, 2].map((byte) => Buffer.alloc(32, byte));
    const both = { cred_with_uv: keys[0], cred_without_uv: keys[1] };
    const of = async (hmac_secret: object) => read(packedPasskey({ ext: { hmac_secret } }));
    const [verified, unverified] = keys.map((key) => key.toString("base64url"));
    expect(await of(both)).toMatchObject({ passkey: { prfSecrets: { verified, unverified } } });
    const made = await of({ ...both, cred_without_uv: null });
    expect(made).toMatchObject({ passkey: { prfSecrets: { verified } } });
    expect(made).not.toMatchObject({ passkey: { prfSecrets: { unverified: verified } } });
    expect(await of({ ...both, cred_without_uv: null })).toEqual(made);
    expect(await of({ ...both, cred_with_uv: Buffer.alloc(31) })).toMatchObject({
      kind: "refused",
      code: "entry/unreadable",
    });
  });

  it.each([
    [
      "another public key",
      { key: coseKey({ ...EC, x: jwkOf("ec").x ?? "" }) },
      "entry/passkey-key",
    ],
    ["no public key", { key: coseKey({ ...EC, x: "" }) }, "entry/passkey-key"],
    ["a key that is none", { key: coseKey({ ...EC, d: "AAAA" }) }, "entry/passkey-key"],
    ["another's Ed25519 key", { key: coseKey({ ...OKP, x: EC.x ?? "" }) }, "entry/passkey-key"],
    ["a key of RSA", { key: coseKey(EC, { kty: assigned("RSA") }) }, "entry/passkey-kind"],
    ["no algorithm", { key: coseKey(EC, { alg: null }) }, "entry/passkey-kind"],
    ["parameters that are none", { key: coseKey(EC, { par: [null, 7, []] }) }, "entry/passkey-key"],
    ["a short ID", { cid: [1, 2] }, "entry/unreadable"],
    [
      "numbers that are no bytes",
      { cid: Array.from({ length: 16 }, () => 256) },
      "entry/unreadable",
    ],
    ["no user", { uhd: null }, "entry/unreadable"],
  ])("is refused with %s", async (_what, changes, code) => {
    const name = "headway.co: ada@example.com";
    expect(await read(packedPasskey(changes))).toEqual({ kind: "refused", name, code });
  });

  it("is refused in a form that is not known, and damaged", async () => {
    expect(await read(packedPasskey({}, 2))).toMatchObject({ code: "entry/passkey-kind" });
    for (const content of ["", "gqFj", "%", packedPasskey().slice(0, -8)]) {
      expect(await read(content)).toMatchObject({ kind: "refused", code: "entry/unreadable" });
    }
  });
});
