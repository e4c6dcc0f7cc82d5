// The pictures that stores show beside Waykey's texts (docs/store): five screenshots of 1280 × 800 and two promotional
// pictures, in both languages, all of the real extension.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { launch } from "puppeteer";
import { executableOf } from "../../test/e2e/rig/browsers.ts";
import { buildExtension } from "../build-extension.ts";
import { drawPoster, type Poster } from "./poster.ts";
import { type Language, type Shot, takeShots } from "./shots.ts";

const STORE_PICTURES = "docs/store/pictures";

const POPUP = { width: 380, height: 600 } as const;

const SHOTS = {
  fill: { screen: "page-code", theme: "light", ...POPUP },
  passkey: { screen: "prompt-choice", theme: "light", width: 420, height: 600 },
  account: { screen: "account-folded", theme: "light", ...POPUP },
  dark: { screen: "accounts", theme: "dark", ...POPUP },
  imports: { screen: "import-table", theme: "light", width: 760, height: 800 },
  settings: { screen: "options-wide", theme: "light", width: 1100, height: 900 },
} as const satisfies Record<string, Shot>;

type ShotName = keyof typeof SHOTS;

type Words = Readonly<
  Record<
    "fill" | "passkey" | "account" | "imports" | "settings",
    { readonly title: string; readonly text: string }
  >
> & { readonly promise: string };

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    promise: "Sign in to Headway without your phone",
    fill: {
      title: "One press fills your code",
      text: "Nothing is typed for you unless you ask, and nothing is drawn into the page.",
    },
    passkey: {
      title: "Passkeys that really ask you",
      text: "You see which site wants to sign you in, and allow it in a window of its own.",
    },
    account: {
      title: "Know that you can get back in",
      text: "The check-up says what is missing, and helps you to mend it.",
    },
    imports: {
      title: "Bring your codes along",
      text: "From Google Authenticator, Aegis, Ente Auth, Bitwarden and more. You see every entry first.",
    },
    settings: {
      title: "Yours, on your computer",
      text: "Encrypted, offline, without an account. Backups and exports whenever you like.",
    },
  },
  es: {
    promise: "Inicie sesión en Headway sin su teléfono",
    fill: {
      title: "Un clic escribe su código",
      text: "No se escribe nada si usted no lo pide, y nada se dibuja en la página.",
    },
    passkey: {
      title: "Llaves de acceso que le preguntan",
      text: "Usted ve qué sitio quiere iniciar su sesión y lo permite en una ventana aparte.",
    },
    account: {
      title: "Sepa que podrá volver a entrar",
      text: "La revisión dice qué falta y le ayuda a resolverlo.",
    },
    imports: {
      title: "Traiga sus códigos",
      text: "De Google Authenticator, Aegis, Ente Auth, Bitwarden y otras. Primero ve cada entrada.",
    },
    settings: {
      title: "Suyo, en su computadora",
      text: "Cifrado, sin conexión y sin cuenta. Copias de seguridad y exportaciones cuando quiera.",
    },
  },
};

const SCREENSHOT = { width: 1280, height: 800 } as const;

type Made = Omit<Poster, "shots"> & { readonly name: string; readonly of: readonly ShotName[] };

function postersIn(words: Words): readonly Made[] {
  const promo = { title: words.promise, text: "" };
  return [
    { name: "1-fill", ...SCREENSHOT, ...words.fill, of: ["fill"], shotWidth: 440 },
    { name: "2-passkey", ...SCREENSHOT, ...words.passkey, of: ["passkey"], shotWidth: 480 },
    { name: "3-account", ...SCREENSHOT, ...words.account, of: ["account", "dark"], shotWidth: 350 },
    { name: "4-import", ...SCREENSHOT, ...words.imports, of: ["imports"], shotWidth: 660 },
    { name: "5-settings", ...SCREENSHOT, ...words.settings, of: ["settings"], shotWidth: 760 },
    { name: "promo-small", width: 440, height: 280, ...promo, of: ["fill"], shotWidth: 190 },
    {
      name: "promo-large",
      width: 1400,
      height: 560,
      ...promo,
      of: ["fill", "dark"],
      shotWidth: 330,
    },
  ];
}

export async function takeStore(): Promise<void> {
  buildExtension("chromium");
  rmSync(STORE_PICTURES, { recursive: true, force: true });
  const browser = await launch({
    executablePath: executableOf("chromium"),
    args: ["--no-sandbox", "--disable-gpu", "--force-color-profile=srgb"],
  });
  try {
    for (const language of ["en", "es"] as const) {
      const folder = join(STORE_PICTURES, language);
      mkdirSync(folder, { recursive: true });
      const shots = await takeShots(language, SHOTS);
      for (const { name, of, ...poster } of postersIn(WORDS[language])) {
        const pictures = of.flatMap((each) => shots.get(each) ?? []);
        const bytes = await drawPoster(browser, { ...poster, shots: pictures });
        writeFileSync(join(folder, `${name}.jpg`), bytes);
        process.stdout.write(
          `${(bytes.length / 1024).toFixed(1).padStart(6)} KiB  ${language} ${name}\n`,
        );
      }
    }
  } finally {
    await browser.close();
  }
}
