// The section of exports as a user goes through it: an app, the password, and the file or the QR codes.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "puppeteer";
import type { Rig } from "../rig/rig.ts";
import { until } from "../rig/until.ts";
import { choose, fill, hasField, press, sees } from "./screen.ts";
import { VAULT_PASSWORD } from "./waykey-user.ts";

export const APPS = {
  "ente-auth": "Ente Auth: encrypted file",
  aegis: "Aegis: encrypted file",
  "bitwarden-sealed": "Bitwarden: encrypted file",
  "google-authenticator": "Google Authenticator: QR codes",
  "qr-codes": "Other authenticator apps: one QR code for each code",
  "otpauth-list": "Other authenticator apps: text file of setup links, not encrypted",
  bitwarden: "Bitwarden: file that is not encrypted",
  cxf: "Other password managers: FIDO credential exchange file, not encrypted",
} as const;

type App = keyof typeof APPS;

/** The full page with an app chosen and what would go along on show. */
export async function openExport(rig: Rig, app: App): Promise<Page> {
  const page = await rig.openExtensionPage("options.html#export");
  await choose(page, "App or format", APPS[app]);
  await until("what goes along", () => hasField(page, "Waykey password to export"));
  return page;
}

export async function typeFilePassword(page: Page, password: string): Promise<void> {
  await fill(page, "Password for the export file", password);
  await fill(page, "Repeat the password for the export file", password);
}

/** The text of the file that the browser has saved. */
export async function saveExport(rig: Rig, page: Page, app: App): Promise<string> {
  await fill(page, "Waykey password to export", VAULT_PASSWORD);
  await press(page, "Save export file");
  await sees(page, "The export file was made");
  // By its whole name: a file of part of it may belong to another app.
  const form = new RegExp(`^waykey-export-${app}-\\d{4}-\\d\\d-\\d\\d\\.(?:json|txt)$`);
  return until("the export file", () => {
    const name = readdirSync(rig.downloads).find((each) => form.test(each));
    if (name === undefined) return null;
    const text = readFileSync(join(rig.downloads, name), "utf8");
    return /[}\n]$/.test(text) && text;
  });
}

export async function showQrCodes(page: Page): Promise<void> {
  await fill(page, "Waykey password to export", VAULT_PASSWORD);
  await press(page, "Show QR codes");
  await sees(page, "QR code 1 of");
}
