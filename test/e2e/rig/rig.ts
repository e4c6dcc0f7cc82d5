// One browser with Waykey in a world of its own, and what tests need of the browser itself: extension pages, the prompt's window, a killed worker, a key of the browser's own.

import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type Page, type Target, type WebWorker, TargetType } from "puppeteer";
import { spkiFingerprint } from "../../site/certificate.ts";
import { createHash } from "node:crypto";
import { type BrowserKind, launch, type LaunchInput, outputOf } from "./browsers.ts";
import { killFirefoxBackground, trustInFirefox, unwatchNetwork } from "./firefox-chrome.ts";
import { until } from "./until.ts";
import { copyWarmProfile } from "./warm-profile.ts";
import type { World } from "./world.ts";

export type RigOptions = Pick<
  LaunchInput,
  "chromiumArgs" | "executable" | "extension" | "firefoxPrefs"
> & {
  readonly headless?: boolean;
  readonly withoutExtension?: boolean;
  /** Leaves the page open that Waykey opens once it is installed. */
  readonly keepsWelcome?: boolean;
  /** A profile's folder that outlives the browser; a fresh one otherwise. */
  readonly profile?: string;
};

export class Rig {
  readonly kind: BrowserKind;
  readonly browser: Browser;
  readonly world: World;
  readonly extensionOrigin: string;
  readonly downloads: string;
  readonly #close: () => Promise<void>;
  readonly #profile: string | undefined;
  /** Not earlier: a window that is still on its way to the prompt is out of reach for a moment too. */
  readonly #prompts = new WeakSet<Page>();
  /** Prompts that closed without puppeteer's notice. */
  readonly #gone = new WeakSet<Page>();

  constructor(parts: {
    kind: BrowserKind;
    browser: Browser;
    world: World;
    extensionOrigin: string;
    downloads: string;
    profile: string | undefined;
    close: () => Promise<void>;
  }) {
    this.kind = parts.kind;
    this.browser = parts.browser;
    this.world = parts.world;
    this.extensionOrigin = parts.extensionOrigin;
    this.downloads = parts.downloads;
    this.#profile = parts.profile;
    this.#close = parts.close;
  }

  /** A new tab at `url`. */
  async open(url: string): Promise<Page> {
    const page = await this.browser.newPage();
    await page.goto(url);
    return page;
  }

  /** A new tab with a page of the extension, such as "popup.html". */
  async openExtensionPage(path: string): Promise<Page> {
    const url = `${this.extensionOrigin}/${path}`;
    const page = await this.browser.newPage();
    if (this.kind === "chromium") {
      await page.goto(url);
    } else {
      // Firefox never reports this navigation as finished; the document itself tells.
      page.goto(url).catch(() => undefined);
      await until(`${path} to load`, async () => {
        try {
          return await page.evaluate(
            (wanted) => location.href === wanted && document.readyState === "complete",
            url,
          );
        } catch {
          // The document is just being replaced.
          return false;
        }
      });
    }
    return page;
  }

  /** The open page of the extension whose address begins so, such as "options.html?"; null if there is none. */
  async findExtensionPage(start: string): Promise<Page | null> {
    for (const page of await this.browser.pages()) {
      const address = await addressOf(page);
      if (address?.startsWith(`${this.extensionOrigin}/${start}`) === true) return page;
    }
    return null;
  }

  /** The prompt's window, once it is there. */
  async prompt(): Promise<Page> {
    return until("the prompt", () => this.findPrompt());
  }

  async findPrompt(): Promise<Page | null> {
    return (await this.findPrompts())[0] ?? null;
  }

  async findPrompts(): Promise<readonly Page[]> {
    const found: Page[] = [];
    for (const page of await this.browser.pages()) {
      if (this.#gone.has(page)) continue;
      const address = await addressOf(page);
      if (address === null) {
        if (this.#prompts.has(page)) this.#gone.add(page);
        continue;
      }
      if (!address.startsWith(`${this.extensionOrigin}/prompt.html`)) continue;
      this.#prompts.add(page);
      found.push(page);
    }
    return found;
  }

  /** Resolves when no prompt is open any more. */
  async promptClosed(): Promise<void> {
    await until("the prompt to close", async () => (await this.findPrompt()) === null);
  }

  /** Ends the background worker as the browser does when it is idle, and more abruptly. */
  async killWorker(): Promise<void> {
    if (this.kind === "firefox") {
      await killFirefoxBackground(this.browser);
      return;
    }
    const running = this.browser.targets().find((target) => this.#isWorker(target));
    if (running === undefined) return;
    const isGone = () => !this.browser.targets().includes(running);
    const worker = await running.worker();
    await until("the worker to end", async () => {
      // Under load Chromium sometimes leaves the first request without effect. DevTools may lose its
      // session before it has heard that the worker is closed.
      if (!isGone()) await worker?.close().catch(() => undefined);
      return isGone();
    });
  }

  #isWorker(target: Target): boolean {
    return (
      target.type() === TargetType.SERVICE_WORKER && target.url().startsWith(this.extensionOrigin)
    );
  }

  /** Chromium's service worker, woken if need be. */
  async worker(): Promise<WebWorker> {
    const isOurs = (target: Target) => this.#isWorker(target);
    const running = this.browser.targets().find(isOurs);
    // Closed no sooner than it is awake: what the popup asks of it may not have been asked by then.
    const waking = running === undefined ? await this.openExtensionPage("popup.html") : null;
    const target = running ?? (await this.browser.waitForTarget(isOurs));
    await waking?.close();
    const worker = await target.worker();
    if (worker === null) throw new Error("The service worker cannot be reached");
    return worker;
  }

  async close(): Promise<void> {
    await this.#close();
  }

  /** Ends all of the browser's processes at once, without a word to any of them. */
  async killBrowser(): Promise<void> {
    const main = this.browser.process();
    if (main?.pid === undefined) throw new TypeError("The browser has no process of ours");
    const exited = main.exitCode === null ? once(main, "exit") : Promise.resolve();
    // Puppeteer makes the browser the head of a process group of its own.
    process.kill(-main.pid, "SIGKILL");
    await exited;
    const profile = this.#profile ?? "";
    const copies = ["prefs.js.puppeteer", "user.js.puppeteer"].map((name) => join(profile, name));
    await until("puppeteer to put Firefox's preferences back", () => {
      return !copies.some((copy) => existsSync(copy));
    });
    rmSync(this.downloads, { recursive: true, force: true });
  }
}

/**
 * Firefox does not report that a new window went to an extension's page, nor that it was closed by
 * one; the document knows. Null for a window that is not there, any more or yet.
 */
async function addressOf(page: Page): Promise<string | null> {
  if (page.url() !== "about:blank") return page.url();
  try {
    return await page.evaluate(() => location.href);
  } catch (error) {
    if (error instanceof Error && /no such frame/.test(error.message)) return null;
    // The window is just opening or closing.
    return "";
  }
}

/** A browser with a fresh profile in that world. */
export async function startRig(
  kind: BrowserKind,
  world: World,
  options: RigOptions = {},
): Promise<Rig> {
  const downloads = mkdtempSync(join(tmpdir(), "waykey-downloads-"));
  const copy = options.profile === undefined && kind === "firefox" ? copyWarmProfile() : null;
  const profile = options.profile ?? copy ?? undefined;
  const { browser, extensionOrigin } = await launch({
    kind,
    proxyPort: world.proxyPort,
    spkiFingerprint: spkiFingerprint(world.site.certificatePem),
    downloads,
    headless: options.headless ?? true,
    withoutExtension: options.withoutExtension ?? false,
    chromiumArgs: options.chromiumArgs ?? [],
    firefoxPrefs: options.firefoxPrefs ?? {},
    ...(options.executable === undefined ? {} : { executable: options.executable }),
    ...(options.extension === undefined ? {} : { extension: options.extension }),
    ...(profile === undefined ? {} : { profile }),
  });
  if (kind === "firefox") {
    await trustInFirefox(browser, world.site.authorityPem);
    await unwatchNetwork(browser);
  }
  const close = async () => {
    await browser.close();
    rmSync(downloads, { recursive: true, force: true });
    if (copy !== null) rmSync(copy, { recursive: true, force: true });
  };
  const rig = new Rig({ kind, browser, world, extensionOrigin, downloads, profile, close });
  if (options.withoutExtension !== true && options.keepsWelcome !== true) {
    const installed = options.extension ?? outputOf(kind);
    await closeWelcome(rig, options.profile ?? null, installed);
  }
  return rig;
}

/** The page that Waykey opens once it is installed, so that tests begin with no tab of its own. */
async function closeWelcome(rig: Rig, profile: string | null, extension: string): Promise<void> {
  const name = createHash("sha256").update(extension).digest("hex").slice(0, 16);
  const mark = profile === null ? null : join(profile, `waykey-welcomed-${name}`);
  if (mark !== null && existsSync(mark)) return;
  const page = await until("the welcome page", () => rig.findExtensionPage("welcome.html"));
  await page.close();
  if (mark !== null) writeFileSync(mark, "");
}
