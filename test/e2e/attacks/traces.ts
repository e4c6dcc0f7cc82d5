// What a page could tell Waykey by: on a host out of scope nothing at all, on Headway's own no node, no
// style and no shadow root, and nowhere a file or a frame of the extension.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "puppeteer";
import { expect, it } from "vitest";
import { hasButton, seesButton } from "../flows/screen.ts";
import { outputOf } from "../rig/browsers.ts";
import { KIND } from "../rig/kind.ts";
import { isVerified, labCreate, labGet } from "../rig/lab.ts";
import type { RigInUse } from "../rig/use-rig.ts";
import { type Counts, PROMPTS_IN_ONE_TAB, type Stage } from "./stage.ts";

/** As Headway's name, but with a Cyrillic letter. */
const LOOK_ALIKE = "xn--hadway-3of.co";

/** Everything of the WebAuthn interface and of the globals that a script can look at. */
function surfaceOf(page: Page): Promise<unknown> {
  return page.evaluate(() => {
    const text = (value: unknown): string =>
      typeof value === "function" ? Function.prototype.toString.call(value) : typeof value;
    const properties = (owner: object) =>
      Reflect.ownKeys(owner).map((key) => {
        const found = Object.getOwnPropertyDescriptor(owner, key) ?? {};
        const { writable, enumerable, configurable } = found;
        const [value, get, set] = ["value", "get", "set"].map(
          (part) => Reflect.get(found, part) as unknown,
        );
        const { name, length } = Object(value) as { name?: unknown; length?: unknown };
        return {
          key: String(key),
          texts: [text(value), text(get), text(set)],
          flags: [writable, enumerable, configurable],
          named: typeof value === "function" ? [name, length] : [],
        };
      });
    return {
      container: properties(navigator.credentials),
      containerPrototype: properties(CredentialsContainer.prototype),
      statics: properties(PublicKeyCredential),
      credential: properties(PublicKeyCredential.prototype),
      parents: [
        properties(Credential.prototype),
        properties(AuthenticatorResponse.prototype),
        properties(AuthenticatorAttestationResponse.prototype),
        properties(AuthenticatorAssertionResponse.prototype),
      ],
      navigator: Reflect.ownKeys(navigator).map(String),
      // Firefox defines them as they are used, in no fixed order.
      globals: Reflect.ownKeys(globalThis).map(String).toSorted(),
      html: document.documentElement.outerHTML,
    };
  });
}

async function startNotingNodes(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(() => {
    const changes = { afterLoad: [] as string[], removed: 0, shadows: 0 };
    Object.assign(window, { changes });
    type Attach = (this: Element, init: ShadowRootInit) => ShadowRoot;
    const attach: Attach = Reflect.get(Element.prototype, "attachShadow");
    Element.prototype.attachShadow = function (init) {
      changes.shadows++;
      return attach.call(this, init);
    };
    new MutationObserver((records) => {
      for (const record of records) {
        changes.removed += record.removedNodes.length;
        if (document.readyState !== "complete") continue;
        if (record.type === "attributes") changes.afterLoad.push(String(record.attributeName));
        for (const node of record.addedNodes) {
          if (node instanceof Element) changes.afterLoad.push(node.outerHTML.slice(0, 80));
        }
      }
    }).observe(document, { childList: true, subtree: true, attributes: true });
  });
}

function nodesOf(page: Page): Promise<unknown> {
  return page.evaluate(() => ({
    ...(window as unknown as { changes: object }).changes,
    elements: document.querySelectorAll("*").length,
    styles: document.styleSheets.length + document.adoptedStyleSheets.length,
    open: [...document.querySelectorAll("*")].filter((each) => each.shadowRoot !== null).length,
  }));
}

async function openNotingNodes({ rig }: RigInUse): Promise<Page> {
  const page = await rig.browser.newPage();
  await startNotingNodes(page);
  await page.goto("https://headway.co/lab");
  await page.waitForFunction(() => "lab" in window && document.readyState === "complete");
  return page;
}

function filesOfBuild(): readonly string[] {
  const folder = outputOf(KIND);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

/** Puts the addresses into frames, then one that is allowed; resolves when that one has loaded. */
async function frameAll(page: Page, addresses: readonly string[]): Promise<readonly string[]> {
  await page.evaluate(async (list) => {
    const add = (address: string) => {
      const frame = document.createElement("iframe");
      const loaded = new Promise((resolve) => frame.addEventListener("load", resolve));
      frame.src = address;
      document.body.append(frame);
      return loaded;
    };
    for (const address of list) void add(address);
    await add("/?allowed");
  }, addresses);
  const seen = page.frames().map(async (frame) => {
    try {
      return await frame.evaluate(() => location.href);
    } catch {
      // The browser keeps even its word of refusal out of reach.
      return "unreachable";
    }
  });
  return Promise.all(seen);
}

export function declareTraces(stage: Stage, counts: Counts): void {
  const { given, bare } = stage;

  it.each(["evilheadway.co", LOOK_ALIKE])("leaves no difference to be seen on %s", async (host) => {
    const [before, after] = [
      await bare.rig.open(`https://${host}/`),
      await given.rig.open(`https://${host}/`),
    ];
    expect(await surfaceOf(after)).toEqual(await surfaceOf(before));
    const popup = await given.rig.openExtensionPage("popup.html");
    await seesButton(popup, "Add a code");
    expect(await hasButton(popup, "Fill code")).toBe(false);
    await popup.close();
    await before.close();
    await after.close();
  });

  it.each(["evilheadway.co", "old.headway.co"])(
    "lets %s load no file of the build",
    async (host) => {
      const page = await given.rig.open(`https://${host}/`);
      const files = filesOfBuild();
      expect(files).toContain("manifest.json");
      const loaded = await page.evaluate(
        async (origin, paths) => {
          const isLoaded = async (path: string) => {
            try {
              await fetch(`${origin}/${path}`, { mode: "no-cors" });
              return true;
            } catch {
              return false;
            }
          };
          const answers = await Promise.all(paths.map(isLoaded));
          return paths.filter((_path, index) => answers[index]);
        },
        given.rig.extensionOrigin,
        files,
      );
      expect(loaded).toEqual([]);
      await page.close();
    },
  );

  it.each(["evilheadway.co", "old.headway.co"])(
    "lets %s frame no page of its own",
    async (host) => {
      const page = await given.rig.open(`https://${host}/`);
      const pages = filesOfBuild().filter((file) => file.endsWith(".html"));
      expect(pages.length).toBeGreaterThanOrEqual(3);
      const { extensionOrigin } = given.rig;
      const addresses = pages.map((file) => `${extensionOrigin}/${file}?id=AAAA`);
      const seen = await frameAll(page, addresses);
      expect(seen.filter((address) => address.endsWith("/?allowed"))).toHaveLength(1);
      expect(seen.filter((address) => address.startsWith(extensionOrigin))).toEqual([]);
      await page.close();
    },
  );

  it(`adds no node, style or shadow root in ${counts.observedCeremonies} ceremonies`, async () => {
    const untouched = await openNotingNodes(bare);
    const expected = await nodesOf(untouched);
    await untouched.close();
    let page = await openNotingNodes(given);
    const created = labCreate(page);
    await given.user.allow();
    expect(await isVerified(page, await created)).toBe(true);
    const allowCredentials = [stage.mine];
    for (let done = 1; done < counts.observedCeremonies; done++) {
      if (done % PROMPTS_IN_ONE_TAB === 0) {
        expect(await nodesOf(page)).toEqual(expected);
        await page.close();
        page = await openNotingNodes(given);
      }
      await page.bringToFront();
      const got = labGet(page, { allowCredentials });
      await given.user.allow();
      expect(await isVerified(page, await got)).toBe(true);
    }
    expect(await nodesOf(page)).toEqual(expected);
    await page.close();
  });
}
