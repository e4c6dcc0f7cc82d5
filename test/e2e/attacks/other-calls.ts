// Calls of the Credential Management interface that are not for passkeys: they end with Waykey as they
// end without it.

import type { Page } from "puppeteer";
import { expect, it } from "vitest";
import { openLab } from "../rig/lab.ts";
import type { RigInUse } from "../rig/use-rig.ts";
import { addVirtualKey } from "../rig/virtual-key.ts";
import type { Stage } from "./stage.ts";

/** What nobody answers within this time is left to wait, in both browsers. */
const PATIENCE_MS = 2_000;

async function endsOf({ rig }: RigInUse): Promise<unknown> {
  const page = await openLab(rig);
  const ends = await page.evaluate(async (patienceMs) => {
    const { credentials } = navigator;
    const get = (options: object | undefined, signal?: AbortSignal) =>
      credentials.get(signal === undefined ? options : { ...options, signal });
    const create = (options: object | undefined) => credentials.create(options);
    const identity = {
      providers: [{ configURL: "https://headway.co/none.json", clientId: "1" }],
    };
    const password = { id: "alex", password: "secret", name: "Alex" };
    const calls: Record<string, (signal: AbortSignal) => Promise<unknown>> = {
      "get()": () => get(undefined),
      "get({})": () => get({}),
      "get password": (signal) => get({ password: true }, signal),
      "get password, silently": (signal) => get({ password: true, mediation: "silent" }, signal),
      "get password, with a bad mediation": () => get({ password: true, mediation: "loud" }),
      "get federated": (signal) =>
        get({ federated: { providers: ["https://headway.co"] }, mediation: "silent" }, signal),
      "get identity of nobody": () => get({ identity: { providers: [] } }),
      "get identity, without providers": () => get({ identity: {} }),
      "get identity, aborted": (signal) => get({ identity }, signal),
      "get otp, aborted": (signal) => get({ otp: { transport: ["sms"] } }, signal),
      "create()": () => create(undefined),
      "create({})": () => create({}),
      "create password": () => create({ password }),
      "create password, without an id": () => create({ password: {} }),
      "create federated": () =>
        create({ federated: { id: "alex", provider: "https://headway.co", name: "Alex" } }),
      "store nothing": () => credentials.store(undefined as never),
      "store a plain object": () => credentials.store({ id: "alex", type: "password" }),
      "store password": async () => {
        const made = await create({ password });
        return credentials.store(made as never);
      },
      preventSilentAccess: () => credentials.preventSilentAccess(),
      "get on another object": () => credentials.get.call({} as never, {}),
    };
    const ends: Record<string, string> = {};
    for (const [name, call] of Object.entries(calls)) {
      const controller = new AbortController();
      const end = async () => {
        try {
          const value = await call(controller.signal);
          return `resolved: ${Object.prototype.toString.call(value)}`;
        } catch (error) {
          const { name: kind, message } = error as Error;
          return `rejected: ${kind}: ${message}`;
        }
      };
      const patience = new Promise<string>((resolve) => {
        setTimeout(() => resolve("waits"), patienceMs);
      });
      const ended = end();
      // These would wait for a server or a phone, for as long as it takes.
      if (name.endsWith("aborted")) controller.abort();
      ends[name] = await Promise.race([ended, patience]);
      controller.abort();
    }
    return ends;
  }, PATIENCE_MS);
  await page.close();
  return ends;
}

/** Makes a passkey and has it stored: how that ends. */
function storeNewPasskey(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const made = await navigator.credentials.create({
      publicKey: {
        challenge: new Uint8Array(32),
        rp: { name: "Headway" },
        user: { id: Uint8Array.of(9), name: "store@example.com", displayName: "Store" },
        pubKeyCredParams: [{ type: "public-key", alg: -7 }],
        authenticatorSelection: { userVerification: "discouraged" },
      },
    });
    if (made === null) return "nothing was made";
    try {
      await navigator.credentials.store(made);
      return "stored";
    } catch (error) {
      return `${(error as Error).name}, ${String(error instanceof DOMException)}`;
    }
  });
}

export function declareOtherCalls({ given, bare }: Stage): void {
  it("leaves every call that is not for a passkey as it is", async () => {
    const without = await endsOf(bare);
    const ends = await endsOf(given);
    expect(await given.rig.findPrompt()).toBeNull();
    expect(ends).toEqual(without);
  });

  it("stores no passkey, as the browser stores none of its own", async () => {
    const page = await openLab(given.rig);
    await page.bringToFront();
    const end = storeNewPasskey(page);
    await given.user.allow();
    expect(await end).toBe("NotSupportedError, true");
    await page.close();
    const without = await openLab(bare.rig);
    const key = await addVirtualKey(bare.rig, without);
    await without.bringToFront();
    expect(await storeNewPasskey(without)).toBe(await end);
    await key.remove();
    await without.close();
  });
}
