// Exports to other apps through the real page: each file is saved by the browser, opened by code that is none of
// Waykey's, and holds what the vault holds; QR codes are read off the screen and are gone afterwards.

import { createPrivateKey } from "node:crypto";
import { readdirSync } from "node:fs";
import type { Page } from "puppeteer";
import * as v from "valibot";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { readBarcodes } from "zxing-wasm/reader";
import type { InputOf } from "../../lib/rpc/protocol.ts";
import { CxfSchema } from "../unit/exchange/exports/cxf-schema.ts";
import {
  base32,
  openAegis,
  openBitwarden,
  openEnte,
  openMigration,
} from "../unit/exchange/exports/independent.ts";
import { prepareReader } from "../unit/site/prepare-reader.ts";
import { passkey } from "../unit/vault/sample-records.ts";
import { workerAnswer } from "./durability/worker-call.ts";
import { APPS, openExport, saveExport, showQrCodes, typeFilePassword } from "./flows/exporting.ts";
import { choose, fill, hasButton, press, sees, seesButton, textOf, tick } from "./flows/screen.ts";
import { VAULT_PASSWORD } from "./flows/waykey-user.ts";
import { KIND } from "./rig/kind.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";

const EMAIL = "xenia@example.com";
const CODE = "QK7X2MPD9WVB4ZTH8NRC5JYG";
const FILE_PASSWORD = "ten pelicans on a raft";
const ACCOUNT = { role: "client", email: EMAIL } as const;

type Entry = Extract<InputOf<"import.add">["source"], { format: "entries" }>["entries"][number];
type Otp = Extract<Entry, { kind: "otp" }>["otp"];

const HEADWAY: Otp = {
  type: "totp",
  issuer: "Headway",
  label: EMAIL,
  secret: Buffer.alloc(20, 1).toString("base64url"),
  algorithm: "SHA1",
  digits: 6,
  periodSeconds: 30,
  counter: 0,
};
const OTPS: readonly Otp[] = [
  HEADWAY,
  {
    ...HEADWAY,
    issuer: "Ünï 界 🔑",
    label: "ключ",
    secret: secretOf(2),
    algorithm: "SHA512",
    digits: 8,
  },
  { ...HEADWAY, issuer: "Slow", secret: secretOf(3), algorithm: "SHA256", periodSeconds: 60 },
  { ...HEADWAY, issuer: "Counter", type: "hotp", secret: secretOf(4), counter: 41 },
  { ...HEADWAY, issuer: "Steam", type: "steam", secret: secretOf(5), digits: 5 },
  ...Array.from({ length: 10 }, (_, i) => ({
    ...HEADWAY,
    issuer: "More",
    label: `more ${i}`,
    secret: secretOf(10 + i),
  })),
];

function secretOf(number: number): string {
  return Buffer.alloc(20, number).toString("base64url");
}

const hexOf = (secret: string) => Buffer.from(secret, "base64url").toString("hex");
/** By their names, as exports have them. */
function secretsOf(otps: readonly Otp[]): readonly string[] {
  const nameOf = ({ issuer, label }: Otp) => `${issuer}: ${label}`.toLowerCase();
  return otps
    .toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
    .map(({ secret }) => hexOf(secret));
}

describe(`exports in ${KIND}`, () => {
  const given = useRig({ vault: true });
  let page: Page;

  beforeAll(async () => {
    await prepareReader();
    page = await given.rig.openExtensionPage("options.html");
    const { credentialId, rpId, rpName, userHandle, userName, userDisplayName, privateKey } =
      passkey;
    const entries: readonly Entry[] = [
      ...OTPS.map((otp) => ({ kind: "otp", otp }) as const),
      {
        kind: "passkey",
        passkey: {
          credentialId,
          rpId,
          rpName,
          userHandle,
          userName,
          userDisplayName,
          privateKey,
          prfSecrets: null,
          largeBlob: null,
          algorithm: -7,
        },
      },
    ];
    const chosen = entries.map((_, entry) => ({ entry, account: ACCOUNT }));
    const { lines } = await workerAnswer(page, "import.add", {
      source: { format: "entries", entries },
      chosen,
    });
    if (lines.some(({ done }) => done !== "added")) throw new Error("Not all entries were added");
    await workerAnswer(page, "recovery.save", { code: CODE, account: ACCOUNT });
    await page.close();
  });

  afterEach(() => page.close());

  it("says what stays behind, asks for the password, and saves nothing for a wrong one", async () => {
    page = await openExport(given.rig, "google-authenticator");
    const text = await textOf(page);
    for (const line of [
      "13 entries go along",
      "4 entries stay behind",
      "This app can’t make codes that change at this pace",
      "This app can’t make Steam’s codes",
      "Passkeys can’t go there",
      "Recovery codes can’t go there",
      "1 code moves on with each use",
    ]) {
      expect(text).toContain(line);
    }
    await choose(page, "App or format", APPS["otpauth-list"]);
    await sees(page, "15 entries go along");
    await fill(page, "Waykey password to export", "a wrong password");
    await press(page, "Save export file");
    await sees(page, "That’s not the right password");
    expect(readdirSync(given.rig.downloads)).toEqual([]);
  });

  it("saves setup links", async () => {
    page = await openExport(given.rig, "otpauth-list");
    await sees(page, "Whoever gets this file has your codes");
    const lines = (await saveExport(given.rig, page, "otpauth-list")).trimEnd().split("\n");
    const secrets = lines.map((line) => base32(new URL(line).searchParams.get("secret") ?? ""));
    expect(secrets).toEqual(secretsOf(OTPS));
    expect(lines[0]).toContain("otpauth://hotp/Counter:");
    expect(lines[0]).toContain("counter=41");
  });

  it("saves Ente Auth's encrypted file", async () => {
    page = await openExport(given.rig, "ente-auth");
    await typeFilePassword(page, FILE_PASSWORD);
    const text = await saveExport(given.rig, page, "ente-auth");
    await sees(page, "Waykey has opened it again with its password");
    const lines = (await openEnte(text, FILE_PASSWORD))?.trimEnd().split("\n") ?? [];
    const secrets = lines.map((line) => base32(new URL(line).searchParams.get("secret") ?? ""));
    expect(secrets).toEqual(secretsOf(OTPS));
    expect(text).not.toContain(EMAIL);
  });

  it("saves Aegis's encrypted file, and takes no weak password and not the vault's own", async () => {
    page = await openExport(given.rig, "aegis");
    for (const [password, refusal] of [
      ["short", "at least 10"],
      [VAULT_PASSWORD, "This is your Waykey password"],
    ] as const) {
      await typeFilePassword(page, password);
      await fill(page, "Waykey password to export", VAULT_PASSWORD);
      await press(page, "Save export file");
      await sees(page, refusal);
    }
    await typeFilePassword(page, FILE_PASSWORD);
    const text = await saveExport(given.rig, page, "aegis");
    const { entries } = openAegis(text, FILE_PASSWORD);
    expect(entries.map(({ info }) => base32(String(info["secret"])))).toEqual(secretsOf(OTPS));
    expect(entries.at(-1)).toMatchObject({ issuer: "Ünï 界 🔑", name: "ключ" });
  });

  it("saves Bitwarden's files, encrypted and plain, with the passkey", async () => {
    type Login = { totp: string | null; fido2Credentials: readonly { keyValue: string }[] };
    type Export = { items: readonly { login: Login }[] };
    page = await openExport(given.rig, "bitwarden-sealed");
    await typeFilePassword(page, FILE_PASSWORD);
    const file = await saveExport(given.rig, page, "bitwarden-sealed");
    const sealed = openBitwarden(file, FILE_PASSWORD);
    await page.close();
    page = await openExport(given.rig, "bitwarden");
    const plain: unknown = JSON.parse(await saveExport(given.rig, page, "bitwarden"));
    for (const { items } of [sealed, plain] as Export[]) {
      expect(items).toHaveLength(15);
      const links = items.flatMap(({ login }) => login.totp ?? []);
      expect(links.find((link) => link.startsWith("steam://"))).toMatch(/^steam:\/\/[A-Z2-7]+$/);
      const [key] = items.flatMap(({ login }) => login.fido2Credentials);
      expect(privateKeyOf(key?.keyValue ?? "")).toBe(passkey.privateKey);
    }
  });

  it("saves a FIDO credential exchange file, with the passkey and the recovery code", async () => {
    page = await openExport(given.rig, "cxf");
    const file = v.parse(CxfSchema, JSON.parse(await saveExport(given.rig, page, "cxf")));
    const credentials = file.accounts.flatMap(({ items }) =>
      items.flatMap((each) => each.credentials),
    );
    const key = credentials.find((each) => each.type === "passkey");
    const note = credentials.find((each) => each.type === "note");
    expect(privateKeyOf(key?.key ?? "")).toBe(passkey.privateKey);
    expect(note?.content).toMatchObject({ value: CODE, label: "Headway recovery code" });
    const codes = credentials.filter((each) => each.type === "totp");
    expect(codes.map(({ secret }) => base32(secret))).toEqual(
      secretsOf(OTPS.filter(({ type }) => type === "totp")),
    );
  });

  it("shows Google Authenticator's QR codes one by one, and wipes them", async () => {
    page = await openExport(given.rig, "google-authenticator");
    await sees(page, "Whoever sees these QR codes has your codes");
    await showQrCodes(page);
    await sees(page, "QR code 1 of 2");
    const first = await readPicture();
    await press(page, "Next QR code");
    await sees(page, "QR code 2 of 2");
    const second = await readPicture();
    const read = openMigration([first, second]);
    const meant = OTPS.filter(({ issuer }) => issuer !== "Slow" && issuer !== "Steam");
    expect(read.map(({ secret }) => secret)).toEqual(secretsOf(meant));
    await press(page, "Wipe the QR codes");
    await isWiped();
    expect(readdirSync(given.rig.downloads).filter((name) => name.includes("google"))).toEqual([]);
  });

  it("shows a QR code for each code, and takes it away at a lock", async () => {
    page = await openExport(given.rig, "qr-codes");
    await showQrCodes(page);
    await sees(page, "QR code 1 of 15");
    await sees(page, `In it: Counter: ${EMAIL}`);
    expect(await readPicture()).toMatch(/^otpauth:\/\/hotp\/Counter:xenia%40example\.com\?/);
    await press(page, "Lock");
    await seesButton(page, "Unlock");
    await isWiped();
    await fill(page, "Password", VAULT_PASSWORD);
    await press(page, "Unlock");
    await seesButton(page, "Lock");
    await isWiped();
    expect(await hasButton(page, "Next QR code")).toBe(false);
  });

  it("leaves what was put away unless that is ticked", async () => {
    page = await given.rig.openExtensionPage("options.html#export");
    const { accounts } = await workerAnswer(page, "vault.contents", null);
    const otp = accounts.flatMap(({ otps }) => otps).find(({ issuer }) => issuer === "Slow");
    await workerAnswer(page, "otp.put-away", { id: otp?.id ?? "", away: true });
    await choose(page, "App or format", APPS.aegis);
    await sees(page, "14 entries go along");
    await sees(page, "Not in use any more");
    await tick(page, "With 1 entry that is not in use any more");
    await sees(page, "15 entries go along");
  });

  /** What a phone's camera would read off the screen. */
  async function readPicture(): Promise<string> {
    const picture = await page.waitForSelector(".export-page");
    if (picture === null) throw new Error("There is no picture");
    await picture.scrollIntoView();
    const png = await picture.screenshot({ type: "png" });
    const found = await readBarcodes(new Blob([Uint8Array.from(png)]), { formats: ["QRCode"] });
    const [code] = found;
    if (code === undefined) throw new Error("There is no QR code on the screen");
    return code.text;
  }

  async function isWiped(): Promise<void> {
    await until("the QR code to go", async () => !(await page.content()).includes("qr-picture"));
    const whole = await page.content();
    expect(whole).not.toMatch(/otpauth(?:-migration)?:/);
  }
});

function privateKeyOf(pkcs8: string): string | undefined {
  const key = createPrivateKey({
    key: Buffer.from(pkcs8, "base64url"),
    format: "der",
    type: "pkcs8",
  });
  return key.export({ format: "jwk" }).d;
}
