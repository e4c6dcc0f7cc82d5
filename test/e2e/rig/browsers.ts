// Starts Chromium or Firefox with the built extension, everything routed to the stand-in site.

import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Browser, launch as launchBrowser, TargetType } from "puppeteer";

export const BROWSER_KINDS = ["chromium", "firefox"] as const;

export type BrowserKind = (typeof BROWSER_KINDS)[number];

export const GECKO_ID = "{6f1f0f0c-6f0e-4c8e-9b57-2f1d1c6a7b9e}";
const GECKO_UUID = "3f0c6d2e-7a51-4b58-9d43-0c2f4c1e9a77";

export type LaunchInput = {
  readonly kind: BrowserKind;
  readonly proxyPort: number;
  /** The fingerprint by which Chromium trusts the site's certificate. */
  readonly spkiFingerprint: string;
  readonly downloads: string;
  readonly headless: boolean;
  /** Leave the extension out, to see the same pages without it. */
  readonly withoutExtension?: boolean;
  readonly profile?: string;
  /** The folder of the extension, where it is not the built one itself. */
  readonly extension?: string;
  /** What is started, where it is not the browser itself. */
  readonly executable?: string;
  /** Further arguments for Chromium. */
  readonly chromiumArgs?: readonly string[];
  /** Further preferences for Firefox. */
  readonly firefoxPrefs?: Readonly<Record<string, boolean | number>>;
};

export type Launched = { readonly browser: Browser; readonly extensionOrigin: string };

const EXECUTABLES = {
  chromium: { variable: "WAYKEY_CHROMIUM", paths: ["/usr/bin/chromium", "/usr/bin/google-chrome"] },
  firefox: { variable: "WAYKEY_FIREFOX", paths: ["/usr/bin/firefox-esr", "/usr/bin/firefox"] },
} as const;

/** @throws Error if that browser is not there */
export function executableOf(kind: BrowserKind): string {
  const { variable, paths } = EXECUTABLES[kind];
  const found = process.env[variable] ?? paths.find((path) => existsSync(path));
  if (found === undefined) throw new Error(`Set ${variable} to the path of the browser`);
  return found;
}

/** The folder of the extension that is built for that browser. */
export function outputOf(kind: BrowserKind): string {
  // WAYKEY_OUTPUT: another folder of builds, such as an unpacked release.
  const folder = kind === "chromium" ? "chrome-mv3" : "firefox-mv3";
  const path = resolve(process.env["WAYKEY_OUTPUT"] ?? ".output", folder);
  if (!existsSync(`${path}/manifest.json`)) throw new Error(`Build first: ${path} is missing`);
  return path;
}

/** The build's name for its private channel, which anybody can read in the published extension. */
export function channelNameOf(kind: BrowserKind): string {
  const script = readFileSync(`${outputOf(kind)}/content-scripts/page.js`, "utf8");
  const name = /waykey-[\w-]{16}/.exec(script)?.[0];
  if (name === undefined) throw new Error("The page script does not name its channel");
  return name;
}

async function launchChromium(input: LaunchInput): Promise<Launched> {
  const browser = await launchBrowser({
    executablePath: input.executable ?? executableOf("chromium"),
    headless: input.headless,
    pipe: true,
    defaultViewport: null,
    downloadBehavior: { policy: "allow", downloadPath: input.downloads },
    ...(input.profile === undefined ? {} : { userDataDir: input.profile }),
    ...(input.withoutExtension === true
      ? {}
      : { enableExtensions: [input.extension ?? outputOf("chromium")] }),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--window-size=1200,900",
      `--proxy-server=http://127.0.0.1:${input.proxyPort}`,
      // Not merely excused: on a page with a certificate error Chromium refuses its own WebAuthn.
      `--ignore-certificate-errors-spki-list=${input.spkiFingerprint}`,
      ...(input.chromiumArgs ?? []),
    ],
  });
  if (input.withoutExtension === true) return { browser, extensionOrigin: "" };
  const worker = await browser.waitForTarget(
    (target) => target.type() === TargetType.SERVICE_WORKER,
  );
  return { browser, extensionOrigin: originOf(worker.url()) };
}

/** `URL.origin` is "null" for chrome-extension addresses. */
function originOf(url: string): string {
  return url.split("/").slice(0, 3).join("/");
}

/** Where nobody watches, less is drawn, and no process is kept in reserve. */
const UNWATCHED = {
  "layout.frame_rate": 10,
  "dom.ipc.processPrelaunch.enabled": false,
  "accessibility.force_disabled": 1,
};

async function launchFirefox(input: LaunchInput): Promise<Launched> {
  const browser = await launchBrowser({
    browser: "firefox",
    ...(input.profile === undefined ? {} : { userDataDir: input.profile }),
    executablePath: input.executable ?? executableOf("firefox"),
    headless: input.headless,
    acceptInsecureCerts: true,
    defaultViewport: null,
    args: ["-remote-allow-system-access", "--width=1200", "--height=900"],
    extraPrefsFirefox: {
      "extensions.webextensions.uuids": JSON.stringify({ [GECKO_ID]: GECKO_UUID }),
      "network.proxy.type": 1,
      "network.proxy.ssl": "127.0.0.1",
      "network.proxy.ssl_port": input.proxyPort,
      "network.proxy.http": "127.0.0.1",
      "network.proxy.http_port": input.proxyPort,
      "browser.download.dir": input.downloads,
      "browser.download.folderList": 2,
      "browser.download.useDownloadDir": true,
      "browser.helperApps.neverAsk.saveToDisk": "application/json",
      "browser.download.alwaysOpenPanel": false,
      "extensions.webextensions.keepStorageOnUninstall": true,
      "security.webauth.webauthn_enable_softtoken": true,
      "security.webauth.webauthn_enable_usbtoken": false,
      ...(input.headless ? UNWATCHED : {}),
      ...input.firefoxPrefs,
    },
  });
  if (input.withoutExtension !== true)
    await browser.installExtension(input.extension ?? outputOf("firefox"));
  return { browser, extensionOrigin: `moz-extension://${GECKO_UUID}` };
}

const kinds = new WeakMap<Browser, BrowserKind>();

export async function launch(input: LaunchInput): Promise<Launched> {
  const launched = await (input.kind === "chromium" ? launchChromium(input) : launchFirefox(input));
  kinds.set(launched.browser, input.kind);
  return launched;
}

/** @throws TypeError for a browser that `launch` has not started */
export function kindOf(browser: Browser): BrowserKind {
  const kind = kinds.get(browser);
  if (kind === undefined) throw new TypeError("Nobody knows which browser this is");
  return kind;
}
