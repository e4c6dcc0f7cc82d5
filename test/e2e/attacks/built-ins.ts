// A page that overrides the language's and the browser's own functions after Waykey's script has
// started, to read along or to break things.

import type { Page } from "puppeteer";
import { expect, it } from "vitest";
import { isVerified, type LabOutcome, openLab } from "../rig/lab.ts";
import { addVirtualKey } from "../rig/virtual-key.ts";
import { CANARIES, type Counts, promptOf, PROMPTS_IN_ONE_TAB, type Stage } from "./stage.ts";

/** By the object that holds them, looked up in the page's globals. */
const OWNERS: Readonly<Record<string, string>> = {
  "Array.prototype":
    "map forEach push slice concat filter includes join reduce some every indexOf sort at entries values pop shift",
  Array: "from isArray",
  Promise: "resolve reject race all",
  "Promise.prototype": "then catch finally",
  JSON: "stringify parse",
  Object:
    "create defineProperty getOwnPropertyDescriptor keys entries assign freeze getPrototypeOf hasOwn",
  "Object.prototype": "get set toJSON hasOwnProperty",
  Reflect: "apply get construct ownKeys",
  "Function.prototype": "call apply bind",
  "Uint8Array.prototype": "slice set subarray fill",
  "ArrayBuffer.prototype": "slice",
  ArrayBuffer: "isView",
  "String.prototype": "replace replaceAll charCodeAt slice split",
  String: "fromCharCode",
  "Map.prototype": "get set delete",
  "WeakMap.prototype": "get set",
  "Crypto.prototype": "getRandomValues",
  "SubtleCrypto.prototype": "digest",
  "TextEncoder.prototype": "encode",
  "TextDecoder.prototype": "decode",
  "MessagePort.prototype": "postMessage",
  "EventTarget.prototype": "addEventListener dispatchEvent",
  "Document.prototype": "hasFocus",
  window:
    "postMessage btoa atob setTimeout clearTimeout queueMicrotask structuredClone Proxy DOMException MessageChannel",
};

/** As `owner.name`. */
const BUILT_INS: readonly string[] = Object.entries(OWNERS).flatMap(([owner, names]) =>
  names.split(" ").map((name) => `${owner}.${name}`),
);

type Input = {
  readonly names: readonly string[];
  readonly throws: boolean;
  readonly kind: "create" | "get";
  readonly credentialId: string;
};

type Result = {
  readonly end: string;
  readonly outcome: LabOutcome | null;
  readonly logged: string;
  readonly isReadingAlong: boolean;
};

/** Runs in the page: overrides, calls, waits, and puts everything back. */
async function callUnderOverrides(input: Input): Promise<Result> {
  const { apply, construct, defineProperty, deleteProperty } = Reflect;
  const { getOwnPropertyDescriptor, getOwnPropertyNames } = Object;
  const { fromCharCode } = String;
  const startTimer = setTimeout;
  const lab = (window as unknown as { lab: { challenge(): Promise<string> } }).lab;
  const bytesOf = (text: string) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  const challenge = bytesOf(await lab.challenge());
  const publicKey =
    input.kind === "create"
      ? {
          challenge,
          rp: { id: location.hostname, name: "Headway" },
          user: { id: new Uint8Array([7]), name: "seven@example.com", displayName: "Seven" },
          pubKeyCredParams: [{ type: "public-key" as const, alg: -7 }],
          authenticatorSelection: { userVerification: "discouraged" as const },
        }
      : {
          challenge,
          allowCredentials: [{ type: "public-key" as const, id: bytesOf(input.credentialId) }],
          userVerification: "discouraged" as const,
        };

  let logged = "";
  let isNoting = false;
  // Without a single function that might be overridden.
  const spell = (value: unknown, depth: number): void => {
    if (logged.length > 4_000_000) return;
    if (typeof value === "string") logged += `${value}\n`;
    if (typeof value !== "object" || value === null || depth === 0) return;
    if (value instanceof Window || value instanceof Node) return;
    const bytes = value instanceof ArrayBuffer ? new Uint8Array(value) : value;
    if (bytes instanceof Uint8Array) {
      for (let at = 0; at < bytes.length; at++) logged += fromCharCode(bytes[at] ?? 0);
      logged += "\n";
      return;
    }
    const names = getOwnPropertyNames(value);
    for (let at = 0; at < names.length; at++) {
      const name = names[at] ?? "";
      logged += `${name}\n`;
      const found = getOwnPropertyDescriptor(value, name);
      if (found !== undefined && "value" in found) spell(found.value, depth - 1);
    }
  };
  type Override = {
    readonly owner: object;
    readonly name: string;
    readonly fake: PropertyDescriptor;
    readonly before: PropertyDescriptor | undefined;
  };
  // What is polluted must not be found in a descriptor.
  const bareDescriptor = (descriptor: PropertyDescriptor): PropertyDescriptor =>
    Object.setPrototypeOf(descriptor, null) as PropertyDescriptor;
  const overrideOf = (path: string): Override => {
    const parts = path.split(".");
    const name = parts.pop() ?? "";
    const owner = parts.reduce<unknown>(
      (object, part) => (object as Record<string, unknown>)[part],
      window,
    ) as Record<string, unknown>;
    const original = owner[name] as ((...args: unknown[]) => unknown) | undefined;
    const fake = function (this: unknown, ...args: unknown[]): unknown {
      if (!isNoting) {
        isNoting = true;
        spell(args, 5);
        spell(this, 3);
        isNoting = false;
        if (input.throws) throw new Error("overridden");
      }
      if (original === undefined) return this;
      return new.target === undefined
        ? apply(original, this, args)
        : (construct(original, args) as unknown);
    };
    if (original !== undefined) fake.prototype = original.prototype as object;
    const found = getOwnPropertyDescriptor(owner, name);
    return {
      owner,
      name,
      fake: bareDescriptor({ value: fake, configurable: true, writable: true }),
      before: found === undefined ? undefined : bareDescriptor(found),
    };
  };
  const overrides = input.names.map(overrideOf);
  for (let at = 0; at < overrides.length; at++) {
    const override = overrides[at];
    if (override !== undefined) defineProperty(override.owner, override.name, override.fake);
  }

  let end = "pending";
  let credential: unknown = null;
  const settle = async (): Promise<void> => {
    try {
      credential = await (input.kind === "create"
        ? navigator.credentials.create({ publicKey } as CredentialCreationOptions)
        : navigator.credentials.get({ publicKey }));
      end = "resolved";
    } catch (error) {
      end = `rejected: ${(error as Error).name}`;
    }
  };
  const settled = settle();
  await new Promise<void>((resolve) => {
    startTimer(resolve, 15_000);
    void (async () => {
      await settled;
      resolve();
    })();
  });
  const heard = logged.length;
  try {
    // They do read along: without this, silence would prove nothing.
    btoa("control");
  } catch {
    // Where they throw.
  }
  const isReadingAlong = logged.length > heard;
  for (let at = 0; at < overrides.length; at++) {
    const override = overrides[at];
    if (override === undefined) continue;
    if (override.before === undefined) deleteProperty(override.owner, override.name);
    else defineProperty(override.owner, override.name, override.before);
  }
  const outcome =
    credential instanceof PublicKeyCredential
      ? { ok: true as const, credential: credential.toJSON() as { id: string } }
      : null;
  return { end, outcome, logged, isReadingAlong };
}

async function callWith(stage: Stage, page: Page, input: Input): Promise<Result> {
  const { rig, user } = stage.given;
  await page.bringToFront();
  const called = page.evaluate(callUnderOverrides, input);
  if ((await promptOf(rig, called)) !== null) await user.allow();
  return called;
}

/** The canaries, by name, that a page could have read. */
function leakedIn(logged: string): readonly string[] {
  const known = Object.entries(CANARIES).filter(([, canary]) => logged.includes(canary));
  return [...known.map(([name]) => name), ...(/privateKey|vaultKey/.exec(logged) ?? [])];
}

export function declareBuiltIns(stage: Stage, counts: Counts): void {
  const { given } = stage;
  const kinds = counts.eachBuiltIn ? (["create", "get"] as const) : (["get"] as const);

  it.each(kinds)(
    "%s tells a page that reads along in every built-in nothing secret",
    async (kind) => {
      const page = await openLab(given.rig);
      const input = { names: BUILT_INS, throws: false, kind, credentialId: stage.mine.id };
      const result = await callWith(stage, page, input);
      expect(result.end).toBe("resolved");
      expect(result.isReadingAlong).toBe(true);
      expect(leakedIn(result.logged)).toEqual([]);
      if (result.outcome === null) throw new Error("no credential");
      expect(await isVerified(page, result.outcome)).toBe(true);
      await page.close();
    },
  );

  it.each(kinds)("%s ends in a page where every built-in throws", async (kind) => {
    const page = await openLab(given.rig);
    const key = await addVirtualKey(given.rig, page);
    const input = { names: BUILT_INS, throws: true, kind, credentialId: stage.mine.id };
    const { end, outcome } = await callWith(stage, page, input);
    expect(end).not.toBe("pending");
    expect(outcome === null || (await isVerified(page, outcome))).toBe(true);
    await key.remove();
    await page.close();
  });

  it.runIf(counts.eachBuiltIn).each(kinds)(
    `%s is right, or rejects, with each of ${BUILT_INS.length} built-ins throwing`,
    async (kind) => {
      const ends: Record<string, string> = {};
      let page = await openLab(given.rig);
      for (const [index, name] of BUILT_INS.entries()) {
        if (index % PROMPTS_IN_ONE_TAB === PROMPTS_IN_ONE_TAB - 1) {
          await page.close();
          page = await openLab(given.rig);
        }
        const key = await addVirtualKey(given.rig, page);
        const input = { names: [name], throws: true, kind, credentialId: stage.mine.id };
        const { end, outcome, logged } = await callWith(stage, page, input);
        ends[name] = end;
        const isSound = outcome === null || (await isVerified(page, outcome));
        expect({ name, isSound, leaked: leakedIn(logged) }).toEqual({
          name,
          isSound: true,
          leaked: [],
        });
        await key.remove();
      }
      expect(Object.entries(ends).filter(([, end]) => end === "pending")).toEqual([]);
      await page.close();
    },
  );
}
