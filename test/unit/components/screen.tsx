// Renders components into a jsdom document and finds their controls by accessible name, as a user of
// a screen reader does. The worker and the browser are fakes in memory.

import type { ComponentChild } from "preact";
import { render } from "preact";
import { act } from "preact/test-utils";
import type { DevicePort, Draft, Ports, QrPort } from "../../../components/ports.ts";
import { WaykeyError, type ErrorCode } from "../../../lib/errors.ts";
import type { InputOf, MethodName, OutputOf, RpcClient } from "../../../lib/rpc/protocol.ts";
import { PREFERENCES } from "./fixtures.ts";
import "./idle.ts";

export type Handlers = {
  [M in MethodName]?: (input: InputOf<M>) => OutputOf<M> | Promise<OutputOf<M>>;
};

export type FakeClient = RpcClient & { readonly calls: { method: string; input: unknown }[] };

/** Nothing has happened to the vault, no fill has failed, nothing was preferred, and nobody practises. */
const WELL: Handlers = {
  "condition.get": () => ({ notices: [], decision: null }),
  "page.failed-fill": () => null,
  "practice.get": () => null,
  "policy.get": () => ({ passwordOnly: false, maxAutoLockMinutes: null, noPlainExport: false }),
  "preferences.get": () => PREFERENCES,
  "update.get": () => [],
};

/**
 * Calls without a handler are refused as unknown methods, but for those about a vault that is well; what it holds begins
 * with all of it.
 */
export function fakeClient(given: Handlers): FakeClient {
  const { "vault.contents": contents } = given;
  const beginning: Handlers = contents === undefined ? {} : { "vault.beginning": contents };
  const handlers: Handlers = { ...WELL, ...beginning, ...given };
  const calls: { method: string; input: unknown }[] = [];
  return {
    calls,
    async call<M extends MethodName>(method: M, input: InputOf<M>): Promise<OutputOf<M>> {
      calls.push({ method, input });
      const handler: ((input: InputOf<M>) => OutputOf<M> | Promise<OutputOf<M>>) | undefined =
        handlers[method];
      if (handler === undefined) throw new WaykeyError("rpc/method", method);
      return handler(input);
    },
  };
}

export function refuse(code: ErrorCode): never {
  throw new WaykeyError(code, code);
}

/** A computer without an authenticator of its own. */
export const NO_DEVICE: DevicePort = {
  isAvailable: () => Promise.resolve(false),
  register: () => Promise.reject(new WaykeyError("verification/device", "There is none")),
  verify: () => Promise.reject(new WaykeyError("verification/device", "There is none")),
  unlock: () => Promise.reject(new WaykeyError("verification/device", "There is none")),
};

export type FakePorts = Ports & {
  readonly copied: string[];
  readonly draft: () => Draft | null;
  /** Says that the vault was locked by something else. */
  readonly sayLocked: () => Promise<void>;
  /** Says that the vault was opened elsewhere. */
  readonly sayUnlocked: () => Promise<void>;
  /** Says that the worker has noted something of the vault's condition. */
  readonly sayCondition: () => Promise<void>;
  readonly failFill: () => Promise<void>;
};

/** Reads pictures, files and frames of a camera alike, as `read` says. */
export function fakeQr(read: (picture: unknown) => readonly string[]): QrPort {
  const decode = async (picture: unknown) => read(picture);
  return { decode, decodeFrame: decode };
}

export function fakePorts(overrides: Partial<Ports> = {}, first: Draft | null = null): FakePorts {
  const copied: string[] = [];
  let draft = first;
  const lockListeners = new Set<() => void>();
  const unlockListeners = new Set<() => void>();
  const conditionListeners = new Set<() => void>();
  const failedFillListeners = new Set<() => void>();
  const tell = async (listeners: ReadonlySet<() => void>) => {
    await act(() => {
      for (const listener of listeners) listener();
    });
    await settle();
  };
  return {
    copied,
    draft: () => draft,
    sayLocked: () => tell(lockListeners),
    sayUnlocked: () => tell(unlockListeners),
    sayCondition: () => tell(conditionListeners),
    failFill: () => tell(failedFillListeners),
    browser: "chrome",
    version: "0.1.0",
    drafts: {
      get: () => Promise.resolve(draft),
      set: (next) => {
        draft = next;
        return Promise.resolve();
      },
    },
    clipboard: {
      copyToKeep: (text) => {
        copied.push(text);
        return Promise.resolve();
      },
      copy: (text) => {
        copied.push(text);
        return Promise.resolve();
      },
    },
    qr: fakeQr(() => []),
    camera: { open: () => Promise.reject(new WaykeyError("camera/none", "There is none")) },
    captureTab: () => Promise.resolve(null),
    commands: { list: () => Promise.resolve([]) },
    files: { download: () => Promise.resolve() },
    imports: { open: () => Promise.reject(new WaykeyError("import/unknown", "No file")) },
    device: NO_DEVICE,
    requestAccess: () => Promise.resolve(false),
    browserFeatures: () => Promise.resolve([]),
    isPinned: () => Promise.resolve(null),
    openOptions: () => Promise.resolve(),
    persist: () => Promise.resolve(true),
    onLock: (listener) => {
      lockListeners.add(listener);
      return () => lockListeners.delete(listener);
    },
    onUnlock: (listener) => {
      unlockListeners.add(listener);
      return () => unlockListeners.delete(listener);
    },
    onCondition: (listener) => {
      conditionListeners.add(listener);
      return () => conditionListeners.delete(listener);
    },
    onFailedFill: (listener) => {
      failedFillListeners.add(listener);
      return () => failedFillListeners.delete(listener);
    },
    print: () => undefined,
    closeWindow: () => undefined,
    ...overrides,
  };
}

/** Lets pending promises and the renders they cause finish; needs no timers. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) {
    await act(() => Promise.resolve());
  }
}

export async function show(node: ComponentChild): Promise<HTMLElement> {
  const root = document.createElement("div");
  document.body.append(root);
  await act(() => render(node, root));
  await settle();
  return root;
}

/** Takes everything off the document, so that timers and listeners end. */
export async function clearScreen(): Promise<void> {
  await act(() => {
    for (const root of document.body.children) render(null, root);
  });
  document.body.replaceChildren();
}

function textWithoutHidden(node: Node): string {
  if (node instanceof Element && node.getAttribute("aria-hidden") === "true") return "";
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? "";
  return Array.from(node.childNodes, textWithoutHidden).join("");
}

function controlName(control: Element): string {
  const label = control.getAttribute("aria-label");
  if (label !== null) return label;
  const tied = control.id === "" ? null : document.querySelector(`label[for="${control.id}"]`);
  const named = tied ?? control.closest("label") ?? control;
  return textWithoutHidden(named).replace(/\s+/gu, " ").trim();
}

/** The accessible names of all buttons, in the order of the document. */
export function buttonNames(root: ParentNode = document): string[] {
  return Array.from(root.querySelectorAll("button"), controlName);
}

export function fieldNames(root: ParentNode = document): string[] {
  return Array.from(root.querySelectorAll("input"), controlName);
}

function only<T extends Element>(all: NodeListOf<T>, name: string): T {
  const found = Array.from(all).filter((element) => controlName(element) === name);
  const [first] = found;
  if (first === undefined || found.length > 1) {
    throw new RangeError(
      `${found.length} controls are named "${name}"; there are: ${buttonNames().join(" | ")}`,
    );
  }
  return first;
}

/** @throws RangeError unless exactly one button has the name */
export function button(name: string): HTMLButtonElement {
  return only(document.querySelectorAll("button"), name);
}

/** @throws RangeError unless exactly one input has the name */
export function field(name: string): HTMLInputElement {
  return only(document.querySelectorAll("input"), name);
}

export async function press(name: string): Promise<void> {
  await act(() => button(name).click());
  await settle();
}

export async function type(name: string, text: string): Promise<void> {
  const input = field(name);
  await act(() => {
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await settle();
}

/** Presses Enter in the field, which submits its form as browsers do: through its submit button. */
export async function enter(name: string): Promise<void> {
  const form = field(name).form;
  const submit = form?.querySelector<HTMLButtonElement>('button[type="submit"]');
  await act(() => submit?.click());
  await settle();
}

export function pageText(): string {
  return document.body.textContent ?? "";
}
