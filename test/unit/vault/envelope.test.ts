import { describe, expect, it } from "vitest";
import { sealAesGcm } from "../../../lib/crypto/aes-gcm.ts";
import { encodeUtf8 } from "../../../lib/bytes/utf8.ts";
import { computeOuterId } from "../../../lib/vault/blind-index.ts";
import {
  type Inside,
  isSameSealed,
  openSealed,
  parseSealedRecord,
  RECORD_PADDING,
  sealRecord,
} from "../../../lib/vault/envelope.ts";
import { mapInBatches } from "../../../lib/vault/in-batches.ts";
import { encodeFields } from "../../../lib/vault/length-prefix.ts";
import { readContent } from "../../../lib/vault/record-content.ts";
import type { VaultRecord } from "../../../lib/vault/schema.ts";
import type { SealedRecord } from "../../../lib/vault/store.ts";
import { deriveRecordKey, deriveVaultKeys, importVaultKey } from "../../../lib/vault/vault-keys.ts";
import { errorCode } from "./error-code.ts";
import { account, otp, passkey, recovery, vaultRecords } from "./sample-records.ts";
import { createSeededRandom } from "./seeded-random.ts";

const vaultId = "AAECAwQFBgcICQoLDA0ODw";
const keysOf = async (byte: number, id: string) =>
  deriveVaultKeys(await importVaultKey(new Uint8Array(32).fill(byte)), id);
const keys = await keysOf(7, vaultId);
const random = createSeededRandom("envelope");
const device = "ICEiIyQlJicoKSorLC0uLw";
const tags = ["A", "B", "C", "D"].map((letter) => `${letter.repeat(21)}A`);

const insideOf = (record: VaultRecord, revision = 1): Omit<Inside, "version"> => {
  return { id: record.id, kind: record.kind, revision, device, deletedAt: null, record };
};
const seal = (record: VaultRecord, revision = 1) =>
  sealRecord(keys, insideOf(record, revision), tags, random);
const openContent = async (sealed: unknown, using = keys) =>
  readContent(await openSealed(using, parseSealedRecord(sealed)));
const open = (sealed: unknown) => errorCode(() => openContent(sealed));
const flip = (bytes: Uint8Array, i: number) => bytes.map((byte, j) => (i === j ? byte ^ 1 : byte));

/** Seals any content correctly as `outer`, as only somebody with the vault key could. */
async function sealContent(outer: Omit<SealedRecord, "ciphertext">, content: string) {
  const { id, revision, nonce } = outer;
  const key = await deriveRecordKey(keys, id, revision);
  const outside = ["waykey-vault", 2, "record", keys.vaultId, id, revision, ...outer.tags];
  const data = encodeFields(...outside);
  return { ...outer, ciphertext: await sealAesGcm(key, nonce, encodeUtf8(content), data) };
}

it("tells one sealed record from any that differs in anything", async () => {
  const sealed = await seal(otp);
  expect(isSameSealed(structuredClone(sealed), sealed)).toBe(true);
  const others: unknown[] = [
    { ...sealed, id: tags[0] },
    { ...sealed, revision: 2 },
    { ...sealed, tags: sealed.tags.toReversed() },
    { ...sealed, nonce: flip(sealed.nonce, 11) },
    { ...sealed, ciphertext: flip(sealed.ciphertext, sealed.ciphertext.length - 1) },
    { ...sealed, ciphertext: sealed.ciphertext.slice(1) },
    { ...sealed, ciphertext: Array.from(sealed.ciphertext) },
    undefined,
  ];
  for (const other of others) expect(isSameSealed(other, sealed)).toBe(false);
});

describe("the record envelope", () => {
  it.each(vaultRecords)("gives a record of kind $kind back", async (record) => {
    const sealed = await seal(record, 3);
    expect(await openContent(sealed)).toEqual({ record, tombstone: null });
    const inside = await openSealed(keys, parseSealedRecord(sealed));
    expect(inside).toEqual({ version: 2, ...insideOf(record, 3) });
  });

  it("gives a tombstone back, which has no content", async () => {
    const inside = { ...insideOf(otp, 2), deletedAt: 5, record: null };
    const sealed = await sealRecord(keys, inside, tags, random);
    const tombstone = { id: otp.id, kind: "otp", revision: 2, device, deletedAt: 5 };
    expect(await openContent(sealed)).toEqual({ record: null, tombstone });
  });

  it("pads so that the length tells little", async () => {
    expect(RECORD_PADDING).toBe(1024);
    const lengths = vaultRecords.map(async (record) => (await seal(record)).ciphertext.length - 16);
    for (const length of await Promise.all(lengths)) expect(length % 1024).toBe(0);
    const small = [account, otp, recovery].map(async (record) => {
      return (await seal(record)).ciphertext.length;
    });
    expect(new Set(await Promise.all(small)).size).toBe(1);
  });

  it("never uses a nonce twice, in thousands of seals of few revisions", async () => {
    const draw = (length: number) => crypto.getRandomValues(new Uint8Array(length));
    const numbers = Array.from({ length: 4000 }, (_, i) => i);
    const nonces = await mapInBatches(numbers, async (i) => {
      const { nonce } = await sealRecord(keys, insideOf(otp, 1 + (i % 3)), tags, draw);
      return nonce.join();
    });
    expect(new Set(nonces).size).toBe(numbers.length);
  });

  it("never uses a key for two records or revisions", async () => {
    const derived = await Promise.all([
      deriveRecordKey(keys, "a", 1),
      deriveRecordKey(keys, "a", 2),
      deriveRecordKey(keys, "b", 1),
      deriveRecordKey(keys, "a1", 1),
    ]);
    expect(new Set(derived.map((key) => key.join())).size).toBe(4);
  });

  it("does not open once any one byte of nonce or ciphertext has changed", async () => {
    const sealed = await seal(account);
    for (let i = 0; i < sealed.nonce.length; i++) {
      expect(await open({ ...sealed, nonce: flip(sealed.nonce, i) })).toBe("record/damaged");
    }
    for (let i = 0; i < sealed.ciphertext.length; i++) {
      const ciphertext = flip(sealed.ciphertext, i);
      expect(await open({ ...sealed, ciphertext }), `at ${i}`).toBe("record/damaged");
    }
  });

  it("does not open when cut at any length, or lengthened", async () => {
    const sealed = await seal(account);
    for (let length = 0; length < sealed.ciphertext.length; length++) {
      const ciphertext = sealed.ciphertext.slice(0, length);
      expect(await open({ ...sealed, ciphertext }), `at ${length}`).toBe("record/damaged");
    }
    const longer = new Uint8Array([...sealed.ciphertext, 0]);
    expect(await open({ ...sealed, ciphertext: longer })).toBe("record/damaged");
  });

  it("does not open under another id, revision, tag list, vault or key", async () => {
    const sealed = await seal(passkey, 2);
    const [a = "", b = "", c = "", d = ""] = sealed.tags;
    const altered = [
      { id: await computeOuterId(keys, "passkey-2") },
      { revision: 1 },
      { revision: 3 },
      { tags: [] },
      { tags: [a, b, c] },
      { tags: [b, a, c, d] },
      { tags: [a, b, c, "EEEEEEEEEEEEEEEEEEEEEA"] },
      { tags: [a, b, c, c] },
    ];
    for (const change of altered) {
      expect(await open({ ...sealed, ...change }), `with ${JSON.stringify(change)}`).toBe(
        "record/damaged",
      );
    }
    for (const other of [await keysOf(7, "AQECAwQFBgcICQoLDA0ODw"), await keysOf(8, vaultId)]) {
      expect(await errorCode(() => openContent(sealed, other))).toBe("record/damaged");
    }
  });

  it("does not open with the inside of another record, or of an older revision", async () => {
    const [first, second, older] = [await seal(otp, 2), await seal(recovery, 2), await seal(otp)];
    for (const { nonce, ciphertext } of [second, older]) {
      expect(await open({ ...first, nonce, ciphertext })).toBe("record/damaged");
      expect(await open({ ...first, ciphertext })).toBe("record/damaged");
    }
  });

  it("checks that a well-sealed inside belongs to its outside", async () => {
    const { ciphertext: _old, ...outer } = await seal(otp);
    const sealed = async (content: unknown) =>
      open(
        await sealContent(outer, typeof content === "string" ? content : JSON.stringify(content)),
      );
    const whole = { version: 2, ...insideOf(otp) };
    expect(await sealed(whole)).toBe("none");
    expect(await sealed({ ...whole, id: "otp-2" })).toBe("record/damaged");
    expect(await sealed({ ...whole, revision: 2 })).toBe("record/damaged");
    expect(await sealed({ ...whole, kind: "account" })).toBe("record/damaged");
    expect(await sealed({ ...whole, record: { ...otp, id: "otp-2" } })).toBe("record/damaged");
    expect(await sealed({ ...whole, deletedAt: 5 })).toBe("record/damaged");
    expect(await sealed({ ...whole, device: "none" })).toBe("record/damaged");
    expect(await sealed("")).toBe("record/damaged");
    expect(await sealed("{")).toBe("record/damaged");
    expect(await sealed("null")).toBe("record/damaged");
    expect(await sealed({ ...whole, version: 1 })).toBe("record/damaged");
    expect(await sealed({ ...whole, version: 3 })).toBe("record/invalid");
    expect(await sealed({ ...whole, record: null })).toBe("record/invalid");
    expect(await sealed({ ...whole, record: { ...otp, digits: 99 } })).toBe("record/invalid");
    const removed = { ...whole, kind: "later", deletedAt: 5, record: null };
    expect(await sealed(removed)).toBe("record/invalid");
  });

  it.each([
    ["nothing", undefined],
    ["text", "record"],
    ["no fields", {}],
    ["a revision of 0", { revision: 0 }],
    ["a revision with a fraction", { revision: 1.5 }],
    ["a tag that is too short", { tags: ["AAAA", ...tags.slice(1)] }],
    ["two tags that are the same", { tags: [tags[0], ...tags.slice(0, 3)] }],
    ["tags that are no list", { tags: "AAAAAAAAAAAAAAAAAAAAAA" }],
    ["a nonce of 11 bytes", { nonce: new Uint8Array(11) }],
    ["a nonce that is a plain list", { nonce: Array.from({ length: 12 }, () => 0) }],
    ["a ciphertext that is text", { ciphertext: "AAAA" }],
    ["an id that is not a hash", { id: "account-1" }],
  ])("calls a stored record with %s damaged", async (_what, change) => {
    const sealed = await seal(account);
    const input =
      typeof change === "object" && Object.keys(change).length > 0
        ? { ...sealed, ...change }
        : change;
    expect(await open(input)).toBe("record/damaged");
  });
});
