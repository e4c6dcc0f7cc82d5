// Runs shapes in one browser, with or without Waykey, and gathers what a page saw.

import type { CDPSession, Page } from "puppeteer";
import type { Observation } from "../../site/client/observe.ts";
import type { WaykeyUser } from "../flows/waykey-user.ts";
import { openLab } from "../rig/lab.ts";
import type { Rig } from "../rig/rig.ts";
import { until } from "../rig/until.ts";
import type { Notes, Shape, Tools } from "./shape.ts";

/** What no shape should need longer for, the prompt included. */
const PATIENCE_MS = 20_000;

/** Waykey lets one tab ask the user 30 times a minute. */
const PROMPTS_IN_ONE_TAB = 25;

export type Run = {
  readonly observation: Observation;
  /** Waykey's prompt was seen. */
  readonly prompted: boolean;
};

/** The registration of the credential that the shapes call `mine`, and what each shape came to. */
export type Runs = { readonly mine: Observation; readonly runs: ReadonlyMap<string, Run> };

const AUTHENTICATOR = {
  protocol: "ctap2",
  ctap2Version: "ctap2_1",
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
  hasLargeBlob: true,
  hasPrf: true,
  defaultBackupEligibility: true,
  defaultBackupState: true,
} as const;

/** Chromium's virtual authenticator, as capable as Waykey says it is itself. */
class Authenticator {
  readonly #session: CDPSession;
  #id = "";
  #transport = "";

  constructor(session: CDPSession) {
    this.#session = session;
  }

  async be(transport: "internal" | "usb"): Promise<void> {
    if (this.#transport === transport) return;
    if (this.#id !== "") {
      await this.#session.send("WebAuthn.removeVirtualAuthenticator", {
        authenticatorId: this.#id,
      });
    }
    const { authenticatorId } = await this.#session.send("WebAuthn.addVirtualAuthenticator", {
      options: { ...AUTHENTICATOR, transport },
    });
    this.#id = authenticatorId;
    this.#transport = transport;
  }
}

/** Runs the shapes in a fresh lab. `user` answers the prompts of a browser with Waykey. */
export async function runShapes(
  rig: Rig,
  user: WaykeyUser | null,
  shapes: readonly Shape[],
): Promise<Runs> {
  let page = await openLab(rig);
  let authenticator = await startAuthenticator(page);
  await page.evaluate(installTools, null);
  const mine = (await runShape(rig, user, page, MINE)).observation;
  const id = (mine.credential as { rawId: string } | null)?.rawId;
  if (id === undefined) throw new Error(`No credential to work with: ${JSON.stringify(mine)}`);
  await page.evaluate(installTools, id);
  const runs = new Map<string, Run>();
  // Those with another authenticator come last: changing it loses its credentials.
  const last = (shape: Shape) => (shape.authenticator === undefined ? 0 : 1);
  let prompts = 1;
  for (const shape of shapes.toSorted((a, b) => last(a) - last(b))) {
    await authenticator.be(shape.authenticator ?? "internal");
    const run = await runShape(rig, user, page, shape);
    runs.set(shape.name, run);
    if (run.prompted && ++prompts % PROMPTS_IN_ONE_TAB === 0) {
      await page.close();
      page = await openLab(rig);
      authenticator = await startAuthenticator(page);
      await page.evaluate(installTools, id);
    }
    if (run.observation.end === "pending") throw new Error(`${shape.name} never ends`);
  }
  await page.close();
  return { mine, runs };
}

async function startAuthenticator(page: Page): Promise<Authenticator> {
  const session = await page.createCDPSession();
  await session.send("WebAuthn.enable");
  const authenticator = new Authenticator(session);
  await authenticator.be("internal");
  return authenticator;
}

const MINE: Shape = {
  name: "create: mine",
  kind: "create",
  prompts: true,
  build: (tools) => ({
    publicKey: tools.create({
      // A user of its own: the browser's authenticator replaces a user's older credential.
      user: { id: tools.bytes(20), name: "mine@example.com", displayName: "Mine" },
      authenticatorSelection: { residentKey: "required", userVerification: "discouraged" },
      extensions: { prf: {}, largeBlob: { support: "preferred" } },
    }),
  }),
};

async function runShape(rig: Rig, user: WaykeyUser | null, page: Page, shape: Shape): Promise<Run> {
  const expression = `lab.observe(${JSON.stringify(shape.kind)}, (notes) => (${String(shape.build)})(tools, notes), ${PATIENCE_MS})`;
  const observed = page.evaluate(expression) as Promise<Observation>;
  const ended = observed.then(() => "ended" as const);
  if (user === null) return { observation: await observed, prompted: false };
  const seen = await until("an end or a prompt", () => Promise.race([ended, rig.findPrompt()]));
  const prompted = seen !== "ended";
  if (prompted) await user.allow();
  const observation = await observed;
  if (prompted) await rig.promptClosed();
  await page.bringToFront();
  return { observation, prompted };
}

/** Runs in the page. */
function installTools(mineText: string | null): void {
  const bytes = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 7 + length) & 255);
  const text = (mineText ?? "").replaceAll("-", "+").replaceAll("_", "/");
  const mine = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const descriptor = (id: Uint8Array<ArrayBuffer>) => ({ type: "public-key", id });
  const without = (options: Record<string, unknown>, change: object): Record<string, unknown> => {
    Object.assign(options, change);
    for (const [name, value] of Object.entries(options)) {
      if (value === undefined) delete options[name];
    }
    return options;
  };
  const watch = (notes: Notes, value: unknown, path = "options"): unknown => {
    if (typeof value !== "object" || value === null) return value;
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value;
    if (Array.isArray(value)) return value.map((item, i) => watch(notes, item, `${path}[${i}]`));
    const result = {};
    for (const [name, item] of Object.entries(value)) {
      Object.defineProperty(result, name, {
        enumerable: true,
        get: () => {
          notes.note(`${path}.${name}`);
          return watch(notes, item, `${path}.${name}`);
        },
      });
    }
    return result;
  };
  const tools: Tools = {
    watch,
    bytes,
    descriptor,
    mine,
    mineText: mineText ?? "",
    create: (change = {}) =>
      without(
        {
          challenge: bytes(32),
          rp: { id: "headway.co", name: "Headway" },
          user: { id: bytes(16), name: "alex@example.com", displayName: "Alex" },
          pubKeyCredParams: [{ type: "public-key", alg: -7 }],
          authenticatorSelection: { userVerification: "discouraged" },
        },
        change,
      ),
    get: (change = {}) =>
      without(
        {
          challenge: bytes(32),
          rpId: "headway.co",
          allowCredentials: [descriptor(mine)],
          userVerification: "discouraged",
        },
        change,
      ),
  };
  Object.assign(window, { tools });
}
