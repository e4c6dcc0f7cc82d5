// The pictures of the set-up guides, in Chromium, of the stand-in site and of Waykey's own windows: what a client and a
// provider do while they are taken, each at the moment that its step speaks of. They lie in public/guides.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "puppeteer";
import { Person, type Role } from "../../test/e2e/flows/person.ts";
import { press, sees, unfold } from "../../test/e2e/flows/screen.ts";
import { WaykeyUser } from "../../test/e2e/flows/waykey-user.ts";
import { type Rig, startRig } from "../../test/e2e/rig/rig.ts";
import { startWorld } from "../../test/e2e/rig/world.ts";
import { buildExtension } from "../build-extension.ts";
import { Camera } from "./camera.ts";

const FOLDER = "public/guides";

const NAMES: Readonly<Record<Role, string>> = {
  client: "alex@example.com",
  provider: "dr.rivera@example.com",
};
/** The head of the popup, and the card for the page in use. */
const POPUP = [".header", ".card-prominent"];
const PAGE = ["main"];
const OTHER_DEVICE = "Use another device or security key";

export async function takeGuides(): Promise<void> {
  buildExtension("chromium");
  const world = await startWorld();
  const rig = await startRig("chromium", world);
  try {
    const camera = new Camera(await rig.browser.newPage());
    await takeAll(rig, camera);
    rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(FOLDER);
    for (const [name, bytes] of camera.taken) {
      writeFileSync(join(FOLDER, `${name}.webp`), bytes);
      process.stdout.write(`${(bytes.length / 1024).toFixed(1).padStart(6)} KiB  ${name}\n`);
    }
  } finally {
    await rig.close();
    await world.close();
  }
}

async function takeAll(rig: Rig, camera: Camera): Promise<void> {
  // What is taken at the moments at which the flows tell of a screen.
  const picture = async (page: Page, moment: string): Promise<void> => {
    switch (moment) {
      case "page-sets-up-authenticator":
        return camera.take(page, "scan-qr", { of: POPUP, ring: "Scan QR on this page" });
      case "preview":
        return camera.take(page, "add-code", { of: [".card", ".button-primary"], ring: "Add" });
      case "fill-code":
        return camera.take(page, "fill-code", { of: POPUP, ring: "Fill code" });
      case "save-recovery-code":
        return camera.take(page, "save-recovery-code", { of: POPUP, ring: "Save recovery code" });
      case "fill-recovery-code":
        return camera.take(page, "fill-recovery-code", { of: POPUP, ring: "Fill and use it up" });
      case "prompt":
        return camera.take(page, "pass-to-key", { of: PAGE, ring: OTHER_DEVICE });
      case "prompt-pin":
        await camera.take(page, "pass-to-device", { of: PAGE, ring: OTHER_DEVICE });
        return camera.take(page, "allow-passkey", { of: PAGE, ring: "Allow" });
    }
  };
  const user = new WaykeyUser(rig, picture);
  await user.createVault();
  await user.setPin();
  await takeClient(rig, camera, user);
  await takeProvider(rig, camera);
}

async function takeClient(rig: Rig, camera: Camera, user: WaykeyUser): Promise<void> {
  const client = new Person(rig, await rig.browser.newPage(), "client", NAMES.client);
  const { page } = client;
  await client.signUp();
  await client.goto("/settings");
  await takeSettings(page, camera, "settings-client", "Settings");
  for (const [method, name] of [
    ["otp", "authenticator"],
    ["phone", "phone"],
    ["platform", "biometrics"],
    ["roaming", "security-key"],
  ] as const) {
    const row = `li[data-method=${method}]`;
    await takeRow(page, camera, row, `enroll-${name}`);
  }

  await client.enroll("otp");
  await camera.take(page, "qr-page", { of: ["main h1", ".barcode"] });
  await user.scanQr();
  await user.fillCode();
  await camera.take(page, "code-filled", { of: ["main form"], ring: "Continue" });
  await client.submitCode();
  await client.shownRecoveryCode();
  await camera.take(page, "recovery-code", { of: PAGE, ring: "Continue" });
  await user.saveRecoveryCode();
  await client.recordRecoveryCode();

  await user.inPopup(async (popup) => {
    await press(popup, `Details of ${client.email} Client`);
    await unfold(popup, "Ways to sign in");
    for (const [name, method] of [
      ["biometrics", "Fingerprint or face"],
      ["phone", "Phone (text or call)"],
      ["security-key", "Security key"],
    ] as const) {
      const ring = `I have it elsewhere: ${method}`;
      await camera.take(popup, `say-where-${name}`, { of: ["details[open]"], ring });
    }
  });

  await client.enroll("phone");
  await page.locator("input[name=phone]").fill("+1 415 555 0123");
  await camera.take(page, "give-number", { of: PAGE, ring: "Continue" });
  await client.continue();
  await camera.take(page, "phone-code", { of: PAGE });

  await client.enroll("platform");
  await camera.take(page, "press-biometrics", { of: PAGE, ring: "Use fingerprint or face" });
  await page.locator("#passkey button").click();
  await user.allowWithPin();
  await client.hasEnrolled();
  await user.inPopup(async (popup) => {
    await press(popup, `Details of ${client.email} Client`);
    await unfold(popup, "Passkeys");
    await camera.take(popup, "passkey-kept", { of: ["details[open]"] });
  });

  await client.enroll("roaming");
  await camera.take(page, "press-key", { of: PAGE, ring: "Use security key" });
  await page.locator("#passkey button").click();
  await user.allow();
  await client.hasEnrolled();

  await user.inOptions("print", async (options) => {
    await sees(options, "Print sheet");
    await camera.take(options, "print-sheet", { of: ["#print"], ring: "Print sheet" });
  });
  await client.goto("/account");
  await camera.take(page, "reset-client", { of: PAGE, ring: "Reset 2FA" });
  await client.goto("/settings");
  await client.logOut();
  await client.logIn();
  await client.tryAnotherMethod("Recovery code");
  await user.fillRecoveryCode(client.email);
  await client.continue();
  await page.close();
}

async function takeProvider(rig: Rig, camera: Camera): Promise<void> {
  const provider = new Person(rig, await rig.browser.newPage(), "provider", NAMES.provider);
  const { page } = provider;
  await provider.signUp();
  await provider.goto("/settings/login");
  await takeSettings(page, camera, "settings-provider", "Login");
  await camera.take(page, "reset-provider", { of: ["main > .section"], ring: "Reset" });
  await page.close();
}

/** From the bar to the second row: where *Enroll* is, and how one gets there. */
async function takeSettings(page: Page, camera: Camera, name: string, ring: string): Promise<void> {
  await camera.take(page, name, { of: ["body"], ring, height: 460 });
}

async function takeRow(page: Page, camera: Camera, row: string, name: string): Promise<void> {
  const label = `Enroll ${name}`;
  const button = await page.waitForSelector(`${row} button`, { visible: true });
  await button?.evaluate((node, given) => node.setAttribute("aria-label", given), label);
  await camera.take(page, name, { of: [row], ring: label });
}
