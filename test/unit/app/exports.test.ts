import { describe, expect, it, vi } from "vitest";
import { makeExport, previewExport } from "../../../lib/app/exports.ts";
import type { ExportRequest } from "../../../lib/app/views.ts";
import { encodeBase32 } from "../../../lib/bytes/base32.ts";
import { errorCode } from "../vault/error-code.ts";
import {
  account,
  hotp,
  lockedRecovery,
  otp,
  passkey,
  recovery,
  settings,
  steam,
} from "../vault/sample-records.ts";
import { openAegis } from "../exchange/exports/independent.ts";
import { PASSWORD, unlockedWorld, type World } from "./kit.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const EXPORT_PASSWORD = "ten pelicans on a raft";
const away = { ...otp, id: "otp-away", label: "away", putAwayAt: 5 };
const EVERYTHING = [account, otp, hotp, steam, away, passkey, recovery, lockedRecovery, settings];

const PLAIN: ExportRequest = {
  format: "otpauth-list",
  withOutOfUse: false,
  password: PASSWORD,
  exportPassword: null,
  recoveryTitle: "Recovery code of Headway",
};
const SEALED: ExportRequest = { ...PLAIN, format: "aegis", exportPassword: EXPORT_PASSWORD };

const SECRETS = [
  ...[otp, hotp, steam, away].flatMap(({ secret }) => [
    secret,
    encodeBase32(Buffer.from(secret, "base64url")),
  ]),
  passkey.privateKey,
  recovery.code,
  EXPORT_PASSWORD,
  PASSWORD,
];

/** All that lies in the worker's stores, as text. */
function everythingStored({ store, copy, kept, sessionStore }: World): string {
  const seen = new Set<unknown>();
  const plain = (_name: string, value: unknown): unknown => {
    if (value instanceof Map) return [...value];
    if (value instanceof Uint8Array) return Buffer.from(value).toString("latin1");
    if (typeof value !== "object" || value === null) return value;
    if (seen.has(value)) return null;
    seen.add(value);
    return value;
  };
  return JSON.stringify([store, copy, kept, sessionStore], plain);
}

describe("previewExport", () => {
  it("says what would go and what would stay, without a secret", async () => {
    const { app } = await unlockedWorld(EVERYTHING);
    const preview = await previewExport(app, { format: "cxf", withOutOfUse: false });
    expect(preview).toEqual({
      isSealed: false,
      taken: [
        { kind: "otp", name: "Headway: ada@example.com" },
        { kind: "passkey", name: "headway.co: ada@example.com" },
        { kind: "recovery", name: "ada@example.com" },
      ],
      lessened: [],
      left: [
        { kind: "otp", name: "Headway: away", code: "put-away" },
        { kind: "otp", name: "Headway: counter", code: "counter" },
        { kind: "otp", name: "Steam: ada", code: "steam" },
        { kind: "recovery", name: "ada@example.com", code: "recovery-locked" },
      ],
      byCounter: 0,
      outOfUse: 1,
      unreadable: 0,
    });
    const text = JSON.stringify(await previewExport(app, { format: "aegis", withOutOfUse: true }));
    for (const secret of SECRETS) expect(text).not.toContain(secret);
    expect(JSON.parse(text)).toMatchObject({ isSealed: true, byCounter: 1, outOfUse: 1 });
  });

  it("wants an open vault", async () => {
    const { app } = await unlockedWorld(EVERYTHING);
    await app.session.lock();
    const preview = () => previewExport(app, { format: "cxf", withOutOfUse: false });
    expect(await errorCode(preview)).toBe("vault/locked");
  });
});

describe("makeExport", () => {
  it.each([PLAIN, SEALED])("takes the vault's password, even in an open vault", async (request) => {
    const { app } = await unlockedWorld(EVERYTHING);
    for (const password of ["", "wrong password"]) {
      const make = () => makeExport(app, { ...request, password });
      expect(await errorCode(make)).toBe("vault/password");
    }
    await app.session.lock();
    expect(await errorCode(() => makeExport(app, request))).toBe("vault/locked");
  });

  it("makes a plain file, with what is out of use if that is wanted", async () => {
    const { app } = await unlockedWorld(EVERYTHING);
    const made = await makeExport(app, PLAIN);
    expect(made).toMatchObject({
      kind: "file",
      count: 3,
      fileName: "waykey-export-otpauth-list-2025-10-09.txt",
    });
    const all = await makeExport(app, { ...PLAIN, withOutOfUse: true });
    expect(all.kind === "file" && all.text.trimEnd().split("\n")).toHaveLength(4);
  });

  it("makes a sealed file under a password of its own", async () => {
    const { app } = await unlockedWorld(EVERYTHING);
    const made = await makeExport(app, SEALED);
    expect(made).toMatchObject({ count: 3, fileName: "waykey-export-aegis-2025-10-09.json" });
    const { entries } = openAegis(made.kind === "file" ? made.text : "", EXPORT_PASSWORD);
    expect(entries.map(({ name }) => name)).toEqual(["ada@example.com", "counter", "ada"]);
  });

  it("makes QR codes", async () => {
    const { app } = await unlockedWorld(EVERYTHING);
    const made = await makeExport(app, { ...PLAIN, format: "google-authenticator" });
    expect(made).toMatchObject({
      kind: "pages",
      count: 2,
      pages: [{ names: ["Headway: ada@example.com", "Headway: counter"] }],
    });
  });

  it("refuses a weak password, and the vault's own", async () => {
    const { app } = await unlockedWorld(EVERYTHING);
    const make = (exportPassword: string) => () => makeExport(app, { ...SEALED, exportPassword });
    expect(await errorCode(make("too short"))).toBe("vault/weak-password");
    expect(await errorCode(make(PASSWORD))).toBe("export/same-password");
  });

  it("refuses to make what would hold nothing", async () => {
    const { app } = await unlockedWorld([account, recovery, passkey]);
    expect(await errorCode(() => makeExport(app, PLAIN))).toBe("export/empty");
  });

  it("gives nothing to a page whose vault was locked meanwhile", async () => {
    const { app } = await unlockedWorld(EVERYTHING);
    const making = errorCode(() => makeExport(app, SEALED));
    await app.session.lock();
    expect(await making).toBe("vault/locked");
  });

  it("wants a password for a sealed file, and none for a plain one", async () => {
    const { app } = await unlockedWorld(EVERYTHING);
    await expect(makeExport(app, { ...SEALED, exportPassword: null })).rejects.toThrow(TypeError);
    const plain = { ...PLAIN, exportPassword: EXPORT_PASSWORD };
    await expect(makeExport(app, plain)).rejects.toThrow(TypeError);
  });

  it("leaves nothing of it in the worker's stores, and the vault as it was", async () => {
    const { world, app } = await unlockedWorld(EVERYTHING);
    const before = await world.records();
    const formats = [
      "otpauth-list",
      "bitwarden",
      "cxf",
      "qr-codes",
      "google-authenticator",
    ] as const;
    for (const format of formats) await makeExport(app, { ...PLAIN, format, withOutOfUse: true });
    await makeExport(app, SEALED);
    const stored = everythingStored(world);
    expect(stored).toContain("vaultKey");
    for (const secret of SECRETS) expect(stored).not.toContain(secret);
    const kinds = new Set(["account", "otp", "passkey", "recovery"]);
    const held = (await world.records()).filter(({ kind }) => kinds.has(kind));
    expect(held).toEqual(before.filter(({ kind }) => kinds.has(kind)));
  });
});
