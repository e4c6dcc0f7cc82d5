// Where Waykey must leave no trace: without a vault, on hosts out of scope, and before a page that
// forges its messages.

import type { Page } from "puppeteer";
import { describe, expect, it } from "vitest";
import { hasButton, seesButton } from "./flows/screen.ts";
import { channelNameOf } from "./rig/browsers.ts";
import { KIND } from "./rig/kind.ts";
import { isVerified, labCreate, labGet, openLab } from "./rig/lab.ts";
import { useRig } from "./rig/use-rig.ts";
import { addVirtualKey } from "./rig/virtual-key.ts";

/** What a page can see of its WebAuthn interface, without calling it. */
function shapeOf(page: Page): Promise<unknown> {
  return page.evaluate(() => {
    const describe = (owner: object, name: string) => {
      const found = Object.getOwnPropertyDescriptor(owner, name) ?? {};
      const { writable, enumerable, configurable } = found;
      const method = found.value as { name: string; length: number };
      return { name: method.name, length: method.length, writable, enumerable, configurable };
    };
    const container = CredentialsContainer.prototype;
    return {
      create: describe(container, "create"),
      get: describe(container, "get"),
      platform: describe(PublicKeyCredential, "isUserVerifyingPlatformAuthenticatorAvailable"),
      container: Object.getOwnPropertyNames(container).toSorted(),
      own: Object.getOwnPropertyNames(navigator.credentials),
      credential: Object.getOwnPropertyNames(PublicKeyCredential.prototype).toSorted(),
      globals: Object.getOwnPropertyNames(window).filter((name) => /way/i.test(name)),
      nodes: document.documentElement.outerHTML.toLowerCase().includes("waykey"),
    };
  });
}

function sourceOf(page: Page): Promise<string> {
  return page.evaluate(() =>
    (["create", "get"] as const)
      .map((name) => Function.prototype.toString.call(CredentialsContainer.prototype[name]))
      .join("\n"),
  );
}

describe(`without the extension and without a vault in ${KIND}`, () => {
  const bare = useRig({ withoutExtension: true });
  const given = useRig({});

  it("a page sees the same WebAuthn interface", async () => {
    const [before, after] = [await openLab(bare.rig), await openLab(given.rig)];
    expect(await shapeOf(after)).toEqual(await shapeOf(before));
    await before.close();
    await after.close();
  });

  it("a page gets the same answers from the browser's own authenticator", async () => {
    const answers = [];
    for (const { rig } of [bare, given]) {
      const page = await openLab(rig);
      const key = await addVirtualKey(rig, page);
      const created = await labCreate(page);
      expect(await isVerified(page, created)).toBe(true);
      const excludeCredentials = created.ok
        ? [{ type: "public-key", id: created.credential.id }]
        : [];
      const again = await labCreate(page, { excludeCredentials });
      const foreign = await labGet(page, { rpId: "example.com" });
      const broken = await labCreate(page, { pubKeyCredParams: "none" });
      const platform = await page.evaluate(() =>
        PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable(),
      );
      answers.push({ again, foreign, broken, platform, count: await key.count() });
      expect(await rig.findPrompt()).toBeNull();
      await key.remove();
      await page.close();
    }
    expect(answers[1]).toEqual(answers[0]);
  });
});

describe(`with a vault, out of scope in ${KIND}`, () => {
  const bare = useRig({ withoutExtension: true });
  const given = useRig({ vault: true });

  it.each(["help.headway.co", "evilheadway.co", "headway.co.evil.test"])(
    "%s is left as it is",
    async (host) => {
      const [before, after] = [
        await bare.rig.open(`https://${host}/`),
        await given.rig.open(`https://${host}/`),
      ];
      expect(await sourceOf(after)).toBe(await sourceOf(before));
      expect(await shapeOf(after)).toEqual(await shapeOf(before));
      const key = await addVirtualKey(given.rig, after);
      await after.bringToFront();
      await after.locator("[data-call=create]").click();
      await after.waitForFunction(
        () => (document.querySelector("#result")?.textContent ?? "") !== "",
      );
      expect(await given.rig.findPrompt()).toBeNull();
      const popup = await given.rig.openExtensionPage("popup.html");
      await seesButton(popup, "Add a code");
      expect(await hasButton(popup, "Fill code")).toBe(false);
      await popup.close();
      await key.remove();
      await before.close();
      await after.close();
    },
  );
});

describe(`a hostile page in ${KIND}`, () => {
  const given = useRig({ vault: true });

  it("gets nothing by forging the bridge's messages", async () => {
    const page = await openLab(given.rig);
    const heard = await page.evaluate(
      async (origin, channel) => {
        const heard: string[] = [];
        const note = (where: string) => (event: Event) =>
          heard.push(
            `${where}: ${event.type} ${JSON.stringify((event as MessageEvent).data ?? null)}`,
          );
        window.addEventListener("message", note("window"));
        const build = channel.replace("waykey-", "");
        const call = {
          kind: "get",
          options: { challenge: "AAAA", rpId: "headway.co", origin: "https://evil.test" },
        };
        const messages: unknown[] = [
          { type: "call", id: 1, call },
          { type: "has-vault", id: 2 },
          { type: "start", build, call },
          { type: "resume", build, ceremonyId: "AAAA" },
          { build, method: "vault.contents", input: null },
          { build, method: "vault.status", input: null },
          { type: "inspect" },
          { type: "fill-code", code: "000000" },
          JSON.parse('{"__proto__":{"polluted":true},"type":"call","id":3}'),
          "x".repeat(1_000_000),
        ];
        for (const name of [channel, `${channel}.ready`, "waykey", "message", "rpc", "ceremony"]) {
          for (const message of messages) {
            for (const form of [message, JSON.stringify(message)]) {
              const pipe = new MessageChannel();
              pipe.port1.addEventListener("message", note("port"));
              pipe.port1.start();
              document.addEventListener(name, note("document"), { once: true });
              document.dispatchEvent(new MessageEvent(name, { data: form, ports: [pipe.port2] }));
              window.dispatchEvent(new MessageEvent(name, { data: form }));
              document.dispatchEvent(new CustomEvent(name, { detail: form }));
              pipe.port1.postMessage(form);
            }
          }
        }
        for (const message of messages) window.postMessage(message, "*");
        const runtime = (globalThis as { chrome?: { runtime?: { sendMessage?: unknown } } }).chrome
          ?.runtime?.sendMessage;
        const browserObject = "browser" in globalThis;
        let resource = "";
        try {
          resource = String((await fetch(`${origin}/popup.html`)).status);
        } catch {
          resource = "refused";
        }
        // A question that goes the whole way: by its answer, all that was forged has been dealt with.
        const works = await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable();
        return { heard, works, runtime: typeof runtime, browserObject, resource };
      },
      given.rig.extensionOrigin,
      channelNameOf(KIND),
    );
    const answers = heard.heard.filter((line) => line.startsWith("port"));
    expect(answers).toEqual([]);
    expect(heard).toMatchObject({
      works: true,
      runtime: "undefined",
      browserObject: false,
      resource: "refused",
    });
    expect(await given.rig.findPrompt()).toBeNull();
    await page.close();
  });

  it("cannot name another origin: what is signed is where it is", async () => {
    const page = await openLab(given.rig);
    const created = labCreate(page, {
      origin: "https://evil.test",
      topOrigin: "https://evil.test",
    });
    await given.user.allow();
    const outcome = await created;
    if (!outcome.ok) throw new Error("not created");
    const { response } = outcome.credential as unknown as { response: { clientDataJSON: string } };
    const clientData = JSON.parse(
      Buffer.from(response.clientDataJSON, "base64url").toString(),
    ) as object;
    expect(clientData).toMatchObject({ origin: "https://headway.co", crossOrigin: false });
    expect(JSON.stringify(clientData)).not.toContain("evil");
    await page.close();
  });

  it("finds no node, style or shadow root of Waykey's during a ceremony", async () => {
    const page = await openLab(given.rig);
    await page.evaluate(() => {
      const added: string[] = [];
      (window as unknown as { added: string[] }).added = added;
      new MutationObserver((records) => {
        for (const record of records) {
          for (const node of record.addedNodes) {
            if (node instanceof Element) added.push(node.outerHTML.slice(0, 80));
          }
        }
      }).observe(document, { childList: true, subtree: true });
    });
    const created = labCreate(page, { user: { id: "Yg", name: "b@c.org", displayName: "B" } });
    await given.user.allow();
    expect((await created).ok).toBe(true);
    expect(await page.evaluate(() => (window as unknown as { added: string[] }).added)).toEqual([]);
    await page.close();
  });
});
