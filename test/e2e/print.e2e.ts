// The printed sheet of an account: one click away from a kept recovery code, printed after the password, one
// page, and gone from the document afterwards.

import { Buffer } from "node:buffer";
import { rmSync } from "node:fs";
import type { PaperFormat, Page } from "puppeteer";
import { afterAll, describe, expect, it } from "vitest";
import { decodeBase32 } from "../../lib/bytes/base32.ts";
import { readMessageFile } from "../setup/message-file.ts";
import { needlesOf } from "./disk/encodings.ts";
import { workerAnswer } from "./durability/worker-call.ts";
import { choose, fill, press, sees, seesButton, textOf, tick } from "./flows/screen.ts";
import { VAULT_PASSWORD } from "./flows/waykey-user.ts";
import { KIND } from "./rig/kind.ts";
import { copyWithWords } from "./rig/other-words.ts";
import { pdfPages } from "./rig/pdf-pages.ts";
import { storedBytes } from "./rig/stored.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";

const EMAIL = "pia@example.com";
const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const CODE = "QK7X2MPD9WVB4ZTH8NRC5JYG";

const FORMATS: readonly PaperFormat[] = ["A4", "Letter"];

/** Wider than any printer asks for. */
const WIDE_MARGIN = { top: "18mm", bottom: "18mm", left: "18mm", right: "18mm" };

/** Instead of the browser's dialog, which no test can answer: what would be on the paper. */
async function watchPrinting(page: Page): Promise<() => Promise<readonly string[]>> {
  const printed = await page.evaluateHandle(() => {
    const sheets: string[] = [];
    window.print = () => {
      const sheet = document.querySelector(".print-sheet");
      sheets.push((sheet?.textContent ?? "").replaceAll(/\s+/g, " "));
    };
    return sheets;
  });
  return () => printed.evaluate((sheets) => [...sheets]);
}

async function printWithSecrets(page: Page): Promise<void> {
  await fill(page, "Password to print secrets", VAULT_PASSWORD);
  await press(page, "Print sheet");
  await sees(page, "The sheet is ready to be printed");
}

async function isWiped(page: Page): Promise<void> {
  await until("the sheet to go", async () => {
    return !(await page.evaluate(() => document.querySelector(".print-sheet") !== null));
  });
  const whole = await page.content();
  for (const secret of [CODE, CODE.slice(0, 4), SECRET.slice(0, 4), "qr-picture"]) {
    expect(whole).not.toContain(secret);
  }
}

/** Nothing of what was on the paper lies in what is stored, in whatever writing; what is sealed there is no such thing. */
async function isStoredNowhere(page: Page): Promise<void> {
  const stored = await storedBytes(page);
  // The vault is among it.
  expect(stored.length).toBeGreaterThan(1000);
  const needles = [
    ...needlesOf("the recovery code", Buffer.from(CODE, "utf8")),
    ...needlesOf("the key", Buffer.from(decodeBase32(SECRET))),
  ];
  const found = needles.filter(({ bytes }) => stored.includes(bytes)).map(({ name }) => name);
  expect(found).toEqual([]);
}

/** As `printWithSecrets`, in Spanish. */
async function printInSpanish(page: Page): Promise<void> {
  await fill(page, "Contraseña para imprimir secretos", VAULT_PASSWORD);
  await press(page, "Imprimir hoja");
  await sees(page, "La hoja está lista para imprimirse");
}

describe(`printing in Spanish for a provider in ${KIND}`, () => {
  const extension = copyWithWords(KIND, readMessageFile("es"));
  const given = useRig({ extension });
  afterAll(() => rmSync(extension, { recursive: true }));

  it("has the words and the steps for providers", async () => {
    const asker = await given.rig.openExtensionPage("prompt.html");
    await workerAnswer(asker, "vault.create", { password: VAULT_PASSWORD });
    const account = { role: "provider", email: EMAIL } as const;
    const text = `otpauth://totp/Headway:${EMAIL}?secret=${SECRET}&issuer=Headway`;
    await workerAnswer(asker, "otp.add", { text, account });
    await workerAnswer(asker, "recovery.save", { code: CODE, account });
    await asker.close();
    const page = await given.rig.openExtensionPage("options.html#print");
    await seesButton(page, "Imprimir hoja");
    const printed = await watchPrinting(page);
    await choose(page, "Clave de autenticación y código QR", EMAIL);
    await printInSpanish(page);
    const [sheet = ""] = await until("the printing", async () => {
      const sheets = await printed();
      return sheets.length > 0 ? sheets : null;
    });
    expect(sheet).toContain(`${EMAIL} · tipo de cuenta: Profesional`);
    expect(sheet).toContain("elija la pestaña “Login”, presione “Reset” (restablecer)");
    expect(sheet).not.toContain("Reset 2FA");
    await press(page, "Borrar la hoja");
    await isWiped(page);
    await isStoredNowhere(page);
    await page.close();
  });

  it.each(FORMATS)("makes one page on %s, and leaves nothing of it behind", async (format) => {
    const page = await given.rig.openExtensionPage("options.html#print");
    await seesButton(page, "Imprimir hoja");
    await watchPrinting(page);
    await choose(page, "Clave de autenticación y código QR", EMAIL);
    await printInSpanish(page);
    expect(pdfPages(await page.pdf({ format, margin: WIDE_MARGIN }))).toBe(1);
    await isWiped(page);
    await isStoredNowhere(page);
    await page.close();
  });
});

describe(`printing in ${KIND}`, () => {
  const given = useRig({ vault: true });

  it("is one click away from a kept recovery code, and takes the password", async () => {
    const popup = await given.rig.openExtensionPage("popup.html");
    await press(popup, "Add a code");
    await fill(
      popup,
      "Setup key or otpauth link",
      `otpauth://totp/Headway:${EMAIL}?secret=${SECRET}&issuer=Headway`,
    );
    await sees(popup, "Compare with the page");
    await press(popup, "Add");
    await press(popup, `Details of ${EMAIL} Client`);
    await press(popup, "Type a recovery code");
    await fill(popup, "Recovery code", CODE);
    await press(popup, "Save typed code");
    await press(popup, "Print");
    const page = await until("the page to print", () =>
      given.rig.findExtensionPage("options.html?account="),
    );
    await seesButton(page, "Print sheet");
    const printed = await watchPrinting(page);
    await fill(page, "Password to print secrets", "a wrong password");
    await press(page, "Print sheet");
    await sees(page, "That’s not the right password");
    expect(await printed()).toEqual([]);
    await printWithSecrets(page);
    const [sheet = ""] = await until("the printing", async () => {
      const sheets = await printed();
      return sheets.length > 0 ? sheets : null;
    });
    expect(sheet).toContain(`${EMAIL} · Client account`);
    expect(sheet).toContain(CODE);
    expect(sheet).toContain("“Reset 2FA”");
    expect(sheet).not.toContain(SECRET.slice(0, 4));
    // On the screen it is not there.
    expect(await textOf(page)).not.toContain(CODE.slice(0, 4));
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
    await isWiped(page);
    await page.close();
    if (!popup.isClosed()) await popup.close();
  });

  it("takes the authenticator's key and its picture, or no secret at all", async () => {
    const page = await given.rig.openExtensionPage("options.html#print");
    await seesButton(page, "Print sheet");
    const printed = await watchPrinting(page);
    await choose(page, "Authenticator key and QR code", EMAIL);
    await printWithSecrets(page);
    await until("the printing", async () => (await printed()).length === 1);
    expect((await printed())[0]).toContain("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    expect(await page.evaluate(() => document.querySelector(".qr-picture path") !== null)).toBe(
      true,
    );
    await press(page, "Wipe the sheet");
    await isWiped(page);
    await choose(page, "Authenticator key and QR code", "Not on the sheet");
    await tick(page, "With its recovery code");
    await press(page, "Print sheet");
    await until("the printing", async () => (await printed()).length === 2);
    expect((await printed())[1]).toContain("Nothing secret is printed on this sheet");
    await page.close();
  });

  it.each(FORMATS)(
    "makes one page on %s, alone, and is wiped by the end of printing itself",
    async (format) => {
      const page = await given.rig.openExtensionPage("options.html#print");
      await seesButton(page, "Print sheet");
      await watchPrinting(page);
      await choose(page, "Authenticator key and QR code", EMAIL);
      await printWithSecrets(page);
      // Firefox lets no test see a page as it is printed, but on the paper.
      if (KIND === "chromium") {
        await page.emulateMediaType("print");
        const text = await textOf(page);
        await page.emulateMediaType();
        expect(text).toContain("Headway: the way back in");
        expect(text.replaceAll(/\s/g, "")).toContain(CODE);
        expect(text).toContain("If you can’t sign in");
        expect(text).not.toContain("Passkey requests");
      }
      expect(pdfPages(await page.pdf({ format, margin: WIDE_MARGIN }))).toBe(1);
      await isWiped(page);
      await isStoredNowhere(page);
      await page.close();
    },
  );

  it.each(FORMATS)("makes one page of an emergency key on %s", async (format) => {
    const page = await given.rig.openExtensionPage("options.html#password");
    await press(page, "Make an emergency key");
    await fill(page, "Password", VAULT_PASSWORD);
    await press(page, "Show the key");
    await seesButton(page, "I have it on paper");
    expect(pdfPages(await page.pdf({ format, margin: WIDE_MARGIN }))).toBe(1);
    await press(page, "Throw this key away");
    await page.close();
  });
});
