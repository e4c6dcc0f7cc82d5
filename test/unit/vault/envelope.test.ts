import { describe, expect, it } from "vitest";
import { sealAesGcm } from "../../../lib/crypto/aes-gcm.ts";
import { encodeUtf8 } from "../../../lib/bytes/utf8.ts";
import {
  openRecord,
  parseSealedRecord,
  RECORD_PADDING,
  sealRecord,
} from "../../../lib/vault/envelope.ts";
import { encodeFields } from "../../../lib/vault/length-prefix.ts";
import type { SealedRecord } from "../../../lib/vault/store.ts";
import { computeTag } from "../../../lib/vault/tags.ts";
import { deriveRecordKey, deriveVaultKeys, importVaultKey } from "../../../lib/vault/vault-keys.ts";
import { errorCode } from "./error-code.ts";
import { account, otp, passkey, recovery, vaultRecords } from "./sample-records.ts";
import { createSeededRandom } from "./seeded-random.ts";

const vaultId = "AAECAwQFBgcICQoLDA0ODw";
const keys = await deriveVaultKeys(await importVaultKey(new Uint8Array(32).fill(7)), vaultId);
const random = createSeededRandom("envelope");

const open = (sealed: unknown) => errorCode(() => openRecord(keys, parseSealedRecord(sealed)));
const flip = (bytes: Uint8Array, i: number) => bytes.map((byte, j) => (i === j ? byte ^ 1 : byte));

/** Seals any content correctly as `outer`, as only somebody with the vault key could. */
async function sealContent(outer: Omit<SealedRecord, "ciphertext">, content: string) {
  const key = await deriveRecordKey(keys, outer.id, outer.revision);
  const { id, revision, tags } = outer;
  const fields = ["waykey-vault", 1, "record", keys.vaultId, id, revision, tags.length, ...tags];
  const plaintext = encodeUtf8(content);
  return {
    ...outer,
    ciphertext: await sealAesGcm(key, outer.nonce, plaintext, encodeFields(...fields)),
  };
}

describe("the record envelope", () => {
  it.each(vaultRecords)("gives a record of kind $kind back", async (record) => {
    const sealed = await sealRecord(keys, record, 1, random);
    expect(await openRecord(keys, parseSealedRecord(sealed))).toEqual(record);
  });

  it("pads so that the length tells little", async () => {
    expect(RECORD_PADDING).toBe(256);
    for (const record of vaultRecords) {
      const { ciphertext } = await sealRecord(keys, record, 1, random);
      expect((ciphertext.length - 16) % 256).toBe(0);
    }
    const lengths = ["a", "ada@example.com", "ada.lovelace@engine.example.com"].map(
      async (email) => {
        const sealed = await sealRecord(keys, { ...account, email }, 1, random);
        return sealed.ciphertext.length;
      },
    );
    expect(new Set(await Promise.all(lengths)).size).toBe(1);
  });

  it("shows nothing of the content outside", async () => {
    const sealed = await sealRecord(keys, { ...passkey, id: "x" }, 1, random);
    const outside = JSON.stringify(sealed) + Buffer.from(sealed.ciphertext).toString("latin1");
    for (const secret of ["headway", "passkey", "ada@", passkey.credentialId.slice(0, 12)]) {
      expect(outside).not.toContain(secret);
    }
  });

  it("never uses a nonce or a key twice", async () => {
    const sealed = await Promise.all(
      [1, 1, 2, 3].map((revision) => sealRecord(keys, otp, revision, random)),
    );
    expect(new Set(sealed.map(({ nonce }) => nonce.join())).size).toBe(4);
    const derived = await Promise.all([
      deriveRecordKey(keys, "a", 1),
      deriveRecordKey(keys, "a", 2),
      deriveRecordKey(keys, "b", 1),
      deriveRecordKey(keys, "a1", 1),
    ]);
    expect(new Set(derived.map((key) => key.join())).size).toBe(4);
  });

  it("does not open once any one byte of nonce or ciphertext has changed", async () => {
    const sealed = await sealRecord(keys, account, 1, random);
    for (let i = 0; i < sealed.nonce.length; i++) {
      expect(await open({ ...sealed, nonce: flip(sealed.nonce, i) })).toBe("record/damaged");
    }
    for (let i = 0; i < sealed.ciphertext.length; i++) {
      const ciphertext = flip(sealed.ciphertext, i);
      expect(await open({ ...sealed, ciphertext }), `at ${i}`).toBe("record/damaged");
    }
  });

  it("does not open when cut at any length, or lengthened", async () => {
    const sealed = await sealRecord(keys, account, 1, random);
    for (let length = 0; length < sealed.ciphertext.length; length++) {
      const ciphertext = sealed.ciphertext.slice(0, length);
      expect(await open({ ...sealed, ciphertext }), `at ${length}`).toBe("record/damaged");
    }
    const longer = new Uint8Array([...sealed.ciphertext, 0]);
    expect(await open({ ...sealed, ciphertext: longer })).toBe("record/damaged");
  });

  it("does not open under another id, revision, tag list, vault or key", async () => {
    const sealed = await sealRecord(keys, passkey, 2, random);
    const [kindTag, rpTag, idTag] = sealed.tags;
    const otherTag = await computeTag(keys, "kind", "otp");
    const altered = [
      { id: "passkey-2" },
      { revision: 1 },
      { revision: 3 },
      { tags: [] },
      { tags: [kindTag, rpTag] },
      { tags: [rpTag, kindTag, idTag] },
      { tags: [otherTag, rpTag, idTag] },
      { tags: [kindTag, rpTag, idTag, idTag] },
    ];
    for (const change of altered) {
      expect(await open({ ...sealed, ...change }), `with ${JSON.stringify(change)}`).toBe(
        "record/damaged",
      );
    }
    const otherVault = await deriveVaultKeys(
      await importVaultKey(new Uint8Array(32).fill(7)),
      "AQECAwQFBgcICQoLDA0ODw",
    );
    const otherKey = await deriveVaultKeys(
      await importVaultKey(new Uint8Array(32).fill(8)),
      vaultId,
    );
    for (const other of [otherVault, otherKey]) {
      expect(await errorCode(() => openRecord(other, sealed))).toBe("record/damaged");
    }
  });

  it("does not open with the inside of another record", async () => {
    const [first, second] = [
      await sealRecord(keys, otp, 1, random),
      await sealRecord(keys, recovery, 1, random),
    ];
    const { nonce, ciphertext } = second;
    expect(await open({ ...first, nonce, ciphertext })).toBe("record/damaged");
    expect(await open({ ...first, ciphertext })).toBe("record/damaged");
  });

  it("checks that a well-sealed inside belongs to its outside", async () => {
    const { ciphertext: _old, ...outer } = await sealRecord(keys, otp, 1, random);
    const seal = async (content: string) => open(await sealContent(outer, content));
    expect(await seal(JSON.stringify(otp))).toBe("none");
    expect(await seal(JSON.stringify({ ...otp, id: "otp-2" }))).toBe("record/damaged");
    expect(await seal(JSON.stringify({ ...account, id: otp.id }))).toBe("record/damaged");
    expect(await seal("")).toBe("record/damaged");
    expect(await seal("{")).toBe("record/damaged");
    expect(await seal(JSON.stringify({ ...otp, digits: 99 }))).toBe("record/invalid");
    expect(await seal("null")).toBe("record/invalid");
  });

  it.each([
    ["nothing", undefined],
    ["text", "record"],
    ["no fields", {}],
    ["a revision of 0", { revision: 0 }],
    ["a revision with a fraction", { revision: 1.5 }],
    ["a tag that is too short", { tags: ["AAAA"] }],
    ["tags that are no list", { tags: "AAAAAAAAAAAAAAAAAAAAAA" }],
    ["a nonce of 11 bytes", { nonce: new Uint8Array(11) }],
    ["a nonce that is a plain list", { nonce: Array.from({ length: 12 }, () => 0) }],
    ["a ciphertext that is text", { ciphertext: "AAAA" }],
    ["an id with a space", { id: "a b" }],
  ])("calls a stored record with %s damaged", async (_what, change) => {
    const sealed = await sealRecord(keys, account, 1, random);
    const input =
      typeof change === "object" && Object.keys(change).length > 0
        ? { ...sealed, ...change }
        : change;
    expect(await open(input)).toBe("record/damaged");
  });
});
