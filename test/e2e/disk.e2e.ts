// What a thief finds who takes the disk of a closed browser: nothing of what the vault keeps. The same
// search finds what an extension page wrote in plain text, so finding nothing means something.

import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodeBase32 } from "../../lib/bytes/base32.ts";
import { openBackup } from "../../lib/exchange/backup.ts";
import { parseEmergencyKey } from "../../lib/vault/emergency-key.ts";
import { unlockWithPassword } from "../../lib/vault/unlock.ts";
import { PASSWORD as FILE_PASSWORD } from "../unit/exchange/formats/samples.ts";
import { stratumSealed } from "../unit/exchange/formats/sealed-samples.ts";
import { enrol } from "./attacks/stage.ts";
import { needlesOf, type Needle } from "./disk/encodings.ts";
import { scanProfile, type Scan } from "./disk/profile-scan.ts";
import { copyStore } from "./durability/store-dump.ts";
import { workerAnswer } from "./durability/worker-call.ts";
import { openExport, saveExport, showQrCodes } from "./flows/exporting.ts";
import { choose, fill, press, sees, seesButton, tick } from "./flows/screen.ts";
import { BACKUP_PASSWORD, PIN, VAULT_PASSWORD, WaykeyUser } from "./flows/waykey-user.ts";
import { chooseFile, openImportPage } from "./imports/import-page.ts";
import { KIND } from "./rig/kind.ts";
import { isVerified, labGet, openLab } from "./rig/lab.ts";
import { type Rig, startRig } from "./rig/rig.ts";
import { until } from "./rig/until.ts";
import { startWorld, type World } from "./rig/world.ts";

const OTP_SECRET = createHash("sha256").update("canary secret").digest().subarray(0, 20);
const TEXTS = {
  "the account's e-mail": "canary.account.q7x@example.com",
  "the code's issuer": "Canary Issuer k3v",
  "the passkey's user name": "canary.passkey.w9z@example.com",
  "the passkey's label": "Canary label j5d",
  "the recovery code": "QK7X2MPD9WVB4ZTH8NRC5JYG",
  "the PIN": PIN,
  "the vault's password": VAULT_PASSWORD,
  "the backup's password": BACKUP_PASSWORD,
} as const;
/** What stands in fields of open pages when the browser closes: kept nowhere, and on no disk either. */
const TYPED = {
  "a key that was not added": "JBSWY3DPEHPK3PXPKRUGS4ZA",
  "a shown password": "canary shown password r4t",
} as const;
/** Stands beside them in a field of no care: what the browser itself writes of a tab. */
const CARELESS = "canary of a careless field 8s";
/** In the profile. */
const KEPT_OF_TABS = KIND === "chromium" ? "Default/Sessions" : "sessionstore-backups";
/** Of `keepTheRest`. */
const REST = {
  "the provider's e-mail": "canary.provider.u4h@example.com",
  "whose phone": "canary phone of the practice m2n",
  "where a code was kept": "canary drawer on the left b7s",
  "a recovery code under it": "ZK4W8RTN2VXD6PMQ9HBC3JFG",
  "a recovery code's passphrase": "canary lamp over water f6y",
  "the imported label": "canary.imported.p5d@example.com",
} as const;
const IMPORTED_SECRET = createHash("sha256").update("imported canary").digest().subarray(0, 20);
const ACCOUNT = TEXTS["the account's e-mail"];
const USER_NAME = TEXTS["the passkey's user name"];
/** A whole life of a vault, with the derivations of its backup and the search of its disk. */
const LIFE_MS = 300_000;
const CONTROL = createHash("sha256").update("control").digest();

async function addCode(rig: Rig): Promise<void> {
  const popup = await rig.openExtensionPage("popup.html");
  const issuer = encodeURIComponent(TEXTS["the code's issuer"]);
  const link = `otpauth://totp/${issuer}:${ACCOUNT}?secret=${encodeBase32(OTP_SECRET)}&issuer=${issuer}`;
  await press(popup, "Add a code");
  await fill(popup, "Setup key or otpauth link", link);
  // Another site's code goes where the user says.
  await fill(popup, "E-mail", ACCOUNT);
  await press(popup, "Add");
  await seesButton(popup, `Details of ${ACCOUNT} Client`);
  await popup.close();
}

/** What has come to the vault's records besides codes and passkeys; with the printed emergency key. */
async function keepTheRest(page: Page): Promise<readonly Needle[]> {
  const texts = REST;
  const [role, email] = ["provider", texts["the provider's e-mail"]] as const;
  const { id } = await workerAnswer(page, "account.create", { role, email });
  const account = { accountId: id };
  await workerAnswer(page, "account.favourite", { id, favourite: true });
  const phone = { state: "elsewhere", where: texts["whose phone"], callingCode: "+44" } as const;
  await workerAnswer(page, "account.note-method", { id, method: "phone", answer: phone });
  const where = texts["where a code was kept"];
  await workerAnswer(page, "recovery.keep-elsewhere", { account, where });
  const passphrase = texts["a recovery code's passphrase"];
  await workerAnswer(page, "recovery.save", {
    code: texts["a recovery code under it"],
    account,
    passphrase,
  });
  const otp = {
    type: "totp",
    issuer: "Headway",
    label: texts["the imported label"],
    secret: IMPORTED_SECRET.toString("base64url"),
    algorithm: "SHA1",
    digits: 6,
    periodSeconds: 30,
    counter: 0,
  } as const;
  const source = { format: "entries", entries: [{ kind: "otp", otp }] } as const;
  await workerAnswer(page, "import.preview", { source });
  await workerAnswer(page, "import.add", { source, chosen: [{ entry: 0, account }] });
  const { accounts } = await workerAnswer(page, "vault.contents", null);
  const client = accounts.find((each) => each.email === ACCOUNT);
  const moved = accounts.find((each) => each.id === id)?.otps[0]?.id ?? "";
  await workerAnswer(page, "holding.move", { id: moved, account: { accountId: client?.id ?? "" } });
  await workerAnswer(page, "otp.put-away", { id: moved, away: true });
  const password = VAULT_PASSWORD;
  const { emergencyKey } = await workerAnswer(page, "emergency-key.make", { password });
  await workerAnswer(page, "emergency-key.keep", { password, emergencyKey });
  return [
    ...Object.entries(texts).flatMap(([name, value]) => needlesOf(name, Buffer.from(value))),
    ...needlesOf("the imported secret", IMPORTED_SECRET),
    ...needlesOf("the emergency key as printed", Buffer.from(emergencyKey)),
    ...needlesOf("the emergency key", Buffer.from(parseEmergencyKey(emergencyKey))),
  ];
}

/** Into the folder of downloads, which is none of the profile's, and onto the screen. */
async function exportInPlain(rig: Rig): Promise<void> {
  for (const app of ["otpauth-list", "cxf"] as const) {
    const page = await openExport(rig, app);
    const text = await saveExport(rig, page, app);
    expect(text).toContain(encodeBase32(OTP_SECRET));
    await page.close();
  }
  const page = await openExport(rig, "google-authenticator");
  await showQrCodes(page);
  await press(page, "Wipe the QR codes");
  await page.close();
}

/** Leaves the vault and pages open, with text in their fields, when the browser has written what it keeps of tabs. */
async function typeInPages(rig: Rig, profile: string): Promise<void> {
  const page = await rig.openExtensionPage("prompt.html");
  await workerAnswer(page, "vault.unlock", { method: "password", password: VAULT_PASSWORD });
  await page.close();
  const popup = await rig.openExtensionPage("popup.html");
  await press(popup, "Add a code");
  await fill(popup, "Setup key or otpauth link", TYPED["a key that was not added"]);
  const options = await rig.openExtensionPage("options.html");
  await press(options, "Change password");
  await tick(options, "Show what I type");
  await fill(options, "New password", TYPED["a shown password"]);
  await fill(options, "Repeat password", TYPED["a shown password"]);
  await untilTabsAreWritten(options, profile, CARELESS);
}

/** Types it into a field of no care, and waits for it to be in what the browser keeps of tabs. */
async function untilTabsAreWritten(page: Page, profile: string, careless: string): Promise<void> {
  await page.evaluate((text) => {
    const field = document.createElement("input");
    document.body.append(field);
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }, careless);
  const needles = needlesOf("a careless field", Buffer.from(careless));
  const isWritten = () => {
    try {
      return scanProfile(join(profile, KEPT_OF_TABS), needles).hits.length > 0;
    } catch (error) {
      // Not there yet, or just being renamed.
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
      throw error;
    }
  };
  await until("the browser to write what it keeps of tabs", isWritten, 60_000);
}

/** Of a plain file, one entry of which is added, and of a sealed one that is opened. */
const IN_FILES = {
  "the label that is added": "canaryInFileAdded4k",
  "the label that is left": "canaryInFileLeft7w",
  "the sealed label": "canaryInSealedFile9t",
  "the password of the file": FILE_PASSWORD,
} as const;
const FILE_SECRETS = ["added", "left", "sealed"].map((name) => {
  return createHash("sha256").update(`canary of a file: ${name}`).digest().subarray(0, 20);
});

/** Leaves both files open and reviewed, nothing of them added, when the browser has written what it keeps of tabs. */
async function reviewFiles(rig: Rig, profile: string): Promise<void> {
  const [, , secret] = FILE_SECRETS;
  const sealed = await openImportPage(rig);
  const entry = {
    Type: 2,
    Issuer: "Headway",
    Username: IN_FILES["the sealed label"],
    Secret: encodeBase32(secret ?? Buffer.alloc(0)),
  };
  await chooseFile(rig, sealed, stratumSealed({ Authenticators: [entry] }));
  await fill(sealed, "Password of this file", FILE_PASSWORD);
  await press(sealed, "Open the file");
  await sees(sealed, "Stratum: 1 entry.");
  const plain = await openImportPage(rig);
  await choosePlainFile(rig, plain);
  await untilTabsAreWritten(plain, profile, CARELESS);
}

async function choosePlainFile(rig: Rig, page: Page): Promise<void> {
  const labels = [IN_FILES["the label that is added"], IN_FILES["the label that is left"]];
  const links = labels.map((label, i) => {
    const secret = encodeBase32(FILE_SECRETS[i] ?? Buffer.alloc(0));
    return `otpauth://totp/Headway:${label}?secret=${secret}&issuer=Headway`;
  });
  await chooseFile(rig, page, links.join("\n"));
  await sees(page, "2 entries.");
}

/** Leaves the page with what was done with each entry. */
async function addOfFile(rig: Rig, profile: string): Promise<void> {
  const page = await openImportPage(rig);
  await choosePlainFile(rig, page);
  const [added, left] = [IN_FILES["the label that is added"], IN_FILES["the label that is left"]];
  await choose(page, `Account of 1. Headway: ${added}`, `${ACCOUNT} (Client)`);
  await tick(page, `2. Headway: ${left}`);
  await press(page, "Add 1 entry");
  await sees(page, "1 code was added");
  await untilTabsAreWritten(page, profile, CARELESS);
}

/** Makes one of everything, uses it, and resolves with what shall not be found. */
async function liveWith(rig: Rig, profile: string): Promise<readonly Needle[]> {
  const user = new WaykeyUser(rig);
  await user.createVault();
  await user.setPin();
  await addCode(rig);
  const lab = await openLab(rig);
  const given = { rig, user, world: rig.world };
  const passkey = await enrol(given, lab, {
    user: { id: "Y2FuYXJ5LWhhbmRsZQ", name: USER_NAME, displayName: USER_NAME },
    extensions: { prf: {} },
  });
  const signedIn = labGet(lab, { allowCredentials: [passkey], userVerification: "required" });
  await user.allowWithPin();
  expect(await isVerified(lab, await signedIn, true)).toBe(true);

  const page = await rig.openExtensionPage("options.html");
  const account = { role: "client", email: ACCOUNT } as const;
  const code = TEXTS["the recovery code"];
  const { id } = await workerAnswer(page, "recovery.save", { code, account });
  const revealed = await workerAnswer(page, "recovery.reveal", { id, password: VAULT_PASSWORD });
  expect(revealed.code).toBe(code);
  const { accounts } = await workerAnswer(page, "vault.contents", null);
  const held = accounts.flatMap(({ passkeys }) => passkeys);
  const label = TEXTS["the passkey's label"];
  await workerAnswer(page, "passkey.rename", { id: held[0]?.id ?? "", label });
  const otps = accounts.flatMap((each) => each.otps);
  expect(await workerAnswer(page, "otp.codes", { ids: otps.map((otp) => otp.id) })).toHaveLength(1);
  const rest = await keepTheRest(page);
  const input = { password: VAULT_PASSWORD, backupPassword: BACKUP_PASSWORD };
  const { text } = await workerAnswer(page, "backup.export", input);
  await workerAnswer(page, "backup.preview", { text, backupPassword: BACKUP_PASSWORD });
  const { records } = await openBackup(text, BACKUP_PASSWORD);
  const { vaultKey } = await unlockWithPassword(await copyStore(page), VAULT_PASSWORD);
  await page.close();
  await exportInPlain(rig);
  await user.lock();

  await typeInPages(rig, profile);

  const keys = records.flatMap((record) => {
    if (record.kind !== "passkey" || record.prfSecrets === null) return [];
    const { verified, unverified } = record.prfSecrets;
    return [
      ["the passkey's private key", record.privateKey] as const,
      ["a secret of the prf extension", verified] as const,
      ["the other secret of the prf extension", unverified] as const,
    ];
  });
  expect(keys).toHaveLength(3);
  return [
    ...rest,
    ...Object.entries({ ...TEXTS, ...TYPED }).flatMap(([name, value]) => {
      return needlesOf(name, Buffer.from(value));
    }),
    ...keys.flatMap(([name, key]) => needlesOf(name, Buffer.from(key, "base64url"))),
    ...needlesOf("the code's secret", OTP_SECRET),
    ...needlesOf("the vault key", Buffer.from(vaultKey)),
  ];
}

/** Writes the control in plain, into both places that an extension has, so that compression matters. */
async function writeInPlain(rig: Rig): Promise<void> {
  const page = await rig.openExtensionPage("options.html");
  await page.evaluate(async (hex) => {
    type Area = { set(items: object): Promise<void> };
    type Scope = Record<string, { storage: { local: Area } } | undefined>;
    const scope = globalThis as unknown as Scope;
    // Its halves stand before it, so that Snappy writes it as two references.
    const text = `${hex.slice(0, 32)} ${hex.slice(32)} ${hex.slice(0, 32)}${hex.slice(32)}`;
    const noise = () => Array.from({ length: 40 }, () => crypto.randomUUID()).join(" ");
    const wide = `\u{1f511} ${hex}`;
    // So much that LevelDB puts what its log holds into tables.
    const items = Array.from({ length: 4000 }, (_, i) => [`filler-${i}`, noise()] as const);
    const local = (scope["browser"] ?? scope["chrome"])?.storage.local;
    await local?.set({ control: text, wide });
    await local?.set(Object.fromEntries(items));
    await new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open("control");
      opening.addEventListener("upgradeneeded", () => opening.result.createObjectStore("plain"));
      opening.addEventListener("error", () => reject(new Error("storage")));
      opening.addEventListener("success", () => {
        const transaction = opening.result.transaction("plain", "readwrite");
        const store = transaction.objectStore("plain");
        store.put({ note: text, again: text.repeat(20) }, "text");
        store.put(wide, "wide");
        const bytes = hex.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? [];
        store.put(new Uint8Array(bytes), "bytes");
        transaction.addEventListener("complete", () => {
          const second = opening.result.transaction("plain", "readwrite");
          for (const [name, value] of items) second.objectStore("plain").put(value, name);
          second.addEventListener("complete", () => resolve());
        });
      });
    });
  }, CONTROL.toString("hex"));
  await page.close();
}

const describeHits = ({ hits }: Scan) =>
  hits.map((hit) => `${hit.file}: ${hit.needle}, ${hit.way}`);

describe(`the disk of a closed ${KIND}`, () => {
  let world: World;
  let profile = "";

  beforeAll(async () => {
    world = await startWorld();
    profile = mkdtempSync(join(tmpdir(), "waykey-disk-"));
  });

  afterAll(async () => {
    await world.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  });

  it(
    "holds nothing in plain of what the vault keeps or was opened with",
    async () => {
      const rig = await startRig(KIND, world, { profile });
      const needles = await liveWith(rig, profile);
      await rig.close();
      const scan = scanProfile(profile, needles);
      console.info(
        `${KIND}: ${needles.length} needles, ${scan.files} files, ${scan.bytes} bytes, ` +
          `${scan.parts} parts`,
      );
      expect(describeHits(scan)).toEqual([]);
    },
    LIFE_MS,
  );

  it.each([
    ["under review", reviewFiles],
    ["added in part", addOfFile],
  ])(
    "holds nothing in plain of a file that was %s when the browser was killed",
    async (_stage, bringIn) => {
      const life = mkdtempSync(join(tmpdir(), "waykey-disk-"));
      const needles = [
        ...Object.entries(IN_FILES).flatMap(([name, text]) => needlesOf(name, Buffer.from(text))),
        ...FILE_SECRETS.flatMap((secret, i) => needlesOf(`secret ${i + 1} of a file`, secret)),
      ];
      try {
        const rig = await startRig(KIND, world, { profile: life });
        await new WaykeyUser(rig).createVault();
        const page = await rig.openExtensionPage("prompt.html");
        await workerAnswer(page, "account.create", { role: "client", email: ACCOUNT });
        await page.close();
        await bringIn(rig, life);
        await rig.killBrowser();
        expect(describeHits(scanProfile(life, needles))).toEqual([]);
      } finally {
        rmSync(life, { recursive: true, force: true, maxRetries: 5 });
      }
    },
    LIFE_MS,
  );

  it("shows the same search what was written in plain, compressed or not", async () => {
    for (let start = 0; start < 2; start++) {
      const rig = await startRig(KIND, world, { profile });
      // The second start lets the databases tidy up.
      if (start === 0) await writeInPlain(rig);
      else await (await rig.openExtensionPage("options.html")).close();
      await rig.close();
      const scan = scanProfile(profile, needlesOf("the control", CONTROL));
      const { hits } = scan;
      console.info(describeHits(scan).join("\n"));
      const inIndexedDb = /IndexedDB|idb\//i;
      const names = (file: RegExp) =>
        hits.filter((hit) => file.test(hit.file)).map((hit) => hit.needle);
      expect(names(inIndexedDb)).toContain("the control in hex");
      expect(names(inIndexedDb)).toContain("the control as it is");
      expect(names(inIndexedDb)).toContain("the control in hex, UTF-16LE");
      if (KIND === "chromium") {
        expect(names(/Local Extension Settings/)).toContain("the control in hex");
      } else {
        const databases = hits.filter((hit) => inIndexedDb.test(hit.file)).map((hit) => hit.file);
        expect(new Set(databases).size).toBeGreaterThan(1);
      }
    }
  });
});
