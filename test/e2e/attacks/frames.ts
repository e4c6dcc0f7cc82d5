// Twelve kinds of frames, each asking for a passkey and for a sign-in: where Waykey answers, what is
// signed says truly who asked; where it does not, the browser answers as it does without Waykey.

import type { Frame, Page } from "puppeteer";
import { expect, it } from "vitest";
import { KIND } from "../rig/kind.ts";
import { openLab } from "../rig/lab.ts";
import type { RigInUse } from "../rig/use-rig.ts";
import { sampleOf } from "../rig/sample.ts";
import { until } from "../rig/until.ts";
import { addVirtualKey } from "../rig/virtual-key.ts";
import type { ClientData } from "./signed-data.ts";
import { type Counts, promptOf, type Stage } from "./stage.ts";

const LAB = "https://headway.co/lab";
const PROVIDER = "https://sigmund.headway.co/lab";
const FOREIGN = "https://evilheadway.co/";
const DELEGATED = "publickey-credentials-get *; publickey-credentials-create *";

/** In which Waykey and the user answer with ease. */
const PATIENCE_MS = 3_000;

type FrameSpec = {
  readonly src?: string;
  readonly srcdoc?: string;
  readonly blob?: string;
  readonly allow?: string;
  readonly sandbox?: string;
};

/** What Waykey signs, or `native` for the browser's own answer. */
type Expected = "native" | Pick<ClientData, "origin" | "crossOrigin" | "topOrigin">;

type FrameKind = {
  readonly name: string;
  readonly top: string;
  /** From the outermost to the one that asks. */
  readonly frames: readonly FrameSpec[];
  readonly expected: Expected;
};

const HTML = "<!doctype html><title>Framed</title>";

/** Firefox cannot be asked for a frame's Permissions Policy: a cross-origin one is the browser's. */
function delegated(origin: string): Expected {
  if (KIND === "firefox") return "native";
  return { origin, crossOrigin: true, topOrigin: "https://headway.co" };
}

const KINDS: readonly FrameKind[] = [
  {
    name: "same origin",
    top: LAB,
    frames: [{ src: LAB }],
    expected: { origin: "https://headway.co", crossOrigin: false },
  },
  { name: "same site, not delegated", top: LAB, frames: [{ src: PROVIDER }], expected: "native" },
  {
    name: "same site, delegated",
    top: LAB,
    frames: [{ src: PROVIDER, allow: DELEGATED }],
    expected: delegated("https://sigmund.headway.co"),
  },
  {
    name: "own origin inside another",
    top: LAB,
    frames: [
      { src: PROVIDER, allow: DELEGATED },
      { src: LAB, allow: DELEGATED },
    ],
    expected: delegated("https://headway.co"),
  },
  {
    name: "foreign site, delegated",
    top: LAB,
    frames: [{ src: FOREIGN, allow: DELEGATED }],
    expected: "native",
  },
  {
    name: "Headway in a foreign page, delegated",
    top: FOREIGN,
    frames: [{ src: LAB, allow: DELEGATED }],
    expected: "native",
  },
  {
    name: "sandboxed, opaque",
    top: LAB,
    frames: [{ src: LAB, sandbox: "allow-scripts", allow: DELEGATED }],
    expected: "native",
  },
  {
    name: "sandboxed, of its own origin",
    top: LAB,
    frames: [{ src: LAB, sandbox: "allow-scripts allow-same-origin" }],
    expected: { origin: "https://headway.co", crossOrigin: false },
  },
  { name: "srcdoc", top: LAB, frames: [{ srcdoc: HTML }], expected: "native" },
  { name: "about:blank", top: LAB, frames: [{ src: "about:blank" }], expected: "native" },
  { name: "blob:", top: LAB, frames: [{ blob: HTML }], expected: "native" },
  {
    name: "data:",
    top: LAB,
    frames: [{ src: `data:text/html,${HTML}`, allow: DELEGATED }],
    expected: "native",
  },
];

async function addFrame(parent: Frame, spec: FrameSpec): Promise<Frame> {
  await parent.evaluate(async ({ src, srcdoc, blob, allow, sandbox }) => {
    const frame = document.createElement("iframe");
    const loaded = new Promise((resolve) => {
      frame.addEventListener("load", resolve, { once: true });
    });
    if (allow !== undefined) frame.allow = allow;
    if (sandbox !== undefined) frame.setAttribute("sandbox", sandbox);
    if (srcdoc !== undefined) frame.srcdoc = srcdoc;
    else if (blob === undefined) frame.src = src ?? "about:blank";
    else frame.src = URL.createObjectURL(new Blob([blob], { type: "text/html" }));
    document.body.append(frame);
    await loaded;
  }, spec);
  return until("the frame", () => parent.childFrames()[0] ?? null);
}

type Answer = { readonly name: string; readonly clientData: ClientData | null };

/** Runs in the frame. What is not answered in time is left to wait, with Waykey and without. */
async function callHere(kind: "create" | "get", patienceMs: number): Promise<Answer> {
  const challenge = new Uint8Array(32);
  const publicKey =
    kind === "get"
      ? { challenge, userVerification: "discouraged" as const }
      : {
          challenge,
          rp: { name: "Framed" },
          user: { id: new Uint8Array([1]), name: "framed@example.com", displayName: "Framed" },
          pubKeyCredParams: [{ type: "public-key" as const, alg: -7 }],
          authenticatorSelection: {
            residentKey: "required" as const,
            userVerification: "discouraged" as const,
          },
        };
  const patience = new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(new DOMException("", "TimeoutError")), patienceMs);
  });
  try {
    const call =
      kind === "get"
        ? navigator.credentials.get({ publicKey })
        : navigator.credentials.create({ publicKey } as CredentialCreationOptions);
    const found = (await Promise.race([call, patience])) as PublicKeyCredential | null;
    const json = new TextDecoder().decode(found?.response.clientDataJSON);
    return { name: "", clientData: JSON.parse(json) as ClientData };
  } catch (error) {
    return { name: (error as Error).name, clientData: null };
  }
}

async function openTop({ rig }: RigInUse, top: string): Promise<Page> {
  return top === LAB ? openLab(rig) : rig.open(top);
}

/** What a site can tell of an answer. */
function told({ name, clientData }: Answer): object {
  if (clientData === null) return { name };
  const { origin, crossOrigin, topOrigin } = clientData;
  return { origin, crossOrigin, ...(topOrigin === undefined ? {} : { topOrigin }) };
}

/** Both calls in a frame of that kind, and whether Waykey asked. */
async function callIn(inUse: RigInUse, kind: FrameKind, withPrompts: boolean): Promise<object> {
  const page = await openTop(inUse, kind.top);
  const key = await addVirtualKey(inUse.rig, page);
  let frame = page.mainFrame();
  for (const spec of kind.frames) frame = await addFrame(frame, spec);
  const seen: Record<string, object> = {};
  for (const call of ["create", "get"] as const) {
    await page.bringToFront();
    await frame.evaluate(() => window.focus());
    const answered = frame.evaluate(callHere, call, PATIENCE_MS);
    const prompt = withPrompts ? await promptOf(inUse.rig, answered) : null;
    if (prompt !== null) await inUse.user.allow();
    seen[call] = { byWaykey: prompt !== null, ...told(await answered) };
  }
  await key.remove();
  await page.close();
  return seen;
}

export function declareFrames({ given, bare }: Stage, counts: Counts): void {
  const kinds = sampleOf(KINDS, counts.frameKinds);

  it(`signs truly, or leaves it to the browser, in ${kinds.length} kinds of frames`, async () => {
    const seen: Record<string, object> = {};
    const expected: Record<string, object> = {};
    for (const kind of kinds) {
      seen[kind.name] = await callIn(given, kind, true);
      if (kind.expected === "native") {
        expected[kind.name] = await callIn(bare, kind, false);
      } else {
        const signed = { byWaykey: true, ...kind.expected };
        expected[kind.name] = { create: signed, get: signed };
      }
    }
    expect(seen).toEqual(expected);
  });
}
