// A ceremony through Waykey, the user's own time left out: from the call to a prompt that can be answered, against
// a window of an extension that does nothing else; from "Allow" to the page's answer, against Chromium's own
// authenticator, or a bare message there and back in Firefox; at three sizes of the vault.

import type { CDPSession, Page } from "puppeteer";
import { KIND } from "../../e2e/rig/kind.ts";
import { isVerified, labCreate, type LabOutcome, openLab } from "../../e2e/rig/lab.ts";
import { seesButton } from "../../e2e/flows/screen.ts";
import { type Rig, startRig } from "../../e2e/rig/rig.ts";
import { until } from "../../e2e/rig/until.ts";
import { startBareRig } from "./bare-rig.ts";
import { type Claim, excess, ratio } from "../measure/claims.ts";
import { type Arm, interleave } from "../measure/rounds.ts";
import type { Round } from "../measure/statistics.ts";
import type { Seeded } from "../seeds.ts";
import { timedLab, timedMessage, type TimedCall } from "../page-calls.ts";
import type { Bench, Part } from "./part.ts";

const SIZES = [10, 1000, 10_000] as const;
const ROUNDS = { chromium: 7, firefox: 5 }[KIND];

type Step = "get" | "create";

/** Waykey's lab page, with the passkey that its sign-ins use. */
type Lab = Seeded & { readonly lab: Page; readonly credentialId: string; serial: number };

async function openSigningIn(bench: Bench, size: number): Promise<Lab> {
  const seeded = await bench.seeds.start(size);
  bench.defer(() => seeded.close());
  // It would be taken for the prompt.
  await seeded.page.close();
  const lab = await openLab(seeded.rig);
  const [outcome] = await Promise.all([labCreate(lab, userNumber(0)), allow(seeded.rig)]);
  await judge(lab, outcome);
  if (!outcome.ok) throw new TypeError("No passkey was made");
  return { ...seeded, lab, credentialId: outcome.credential.id, serial: 0 };
}

function userNumber(serial: number): object {
  const name = `bench-${serial}@example.com`;
  return { user: { id: Buffer.from(name).toString("base64url"), name, displayName: "Bench" } };
}

async function judge(lab: Page, outcome: LabOutcome): Promise<void> {
  if (!(await isVerified(lab, outcome))) throw new Error("The site refuses what it was brought");
}

/** Presses "Allow" once it can be pressed. Milliseconds since the epoch: when the prompt could be used, when it was pressed. */
async function allow(rig: Rig): Promise<{ interactive: number; pressed: number }> {
  const prompt = await rig.prompt();
  await seesButton(prompt, "Allow");
  const times = await until("Allow to be armed", () =>
    prompt.evaluate(() => {
      const button = [...document.querySelectorAll("button")].find(
        ({ textContent }) => textContent === "Allow",
      );
      const mark = performance.getEntriesByName("waykey-prompt-interactive")[0];
      if (button === undefined || button.disabled || mark === undefined) return null;
      const pressed = performance.timeOrigin + performance.now();
      button.click();
      return { interactive: performance.timeOrigin + mark.startTime, pressed };
    }),
  );
  await rig.promptClosed();
  return times;
}

/** One ceremony of Waykey's, verified by the site. */
async function ceremony(of: Lab, step: Step) {
  await of.lab.bringToFront();
  const options =
    step === "get"
      ? { allowCredentials: [{ type: "public-key", id: of.credentialId }] }
      : userNumber(++of.serial);
  const [{ begun, ended, outcome }, { interactive, pressed }] = await Promise.all([
    timedLab(of.lab, step, options),
    allow(of.rig),
  ]);
  await judge(of.lab, outcome);
  return parts(begun, interactive, pressed, ended);
}

/** The user's own time, between the two, belongs to neither. */
function parts(begun: number, interactive: number, pressed: number, ended: number) {
  const prompt = interactive - begun;
  const answer = ended - pressed;
  return { prompt, answer, whole: prompt + answer };
}

type Bare = { readonly rig: Rig; readonly page: Page };

/** From the page's message to a window that can be used, and the page's answer after it is pressed. */
async function bareWindow({ rig, page }: Bare) {
  await page.bringToFront();
  const called = timedMessage(page, "open");
  const window = await until("the bare window", () => rig.findExtensionPage("page.html"));
  const { interactive, pressed } = await until("the bare window to be there", () =>
    window.evaluate(() => {
      const mark = performance.getEntriesByName("bare-interactive")[0];
      if (mark === undefined) return null;
      const at = performance.timeOrigin + performance.now();
      document.querySelector("button")?.click();
      return { interactive: performance.timeOrigin + mark.startTime, pressed: at };
    }),
  );
  const { begun, ended } = await called;
  await until(
    "the bare window to close",
    async () => (await rig.findExtensionPage("page.html")) === null,
  );
  return parts(begun, interactive, pressed, ended);
}

type Native = { readonly page: Page; readonly session: CDPSession; readonly credentialId: string };

/** Chromium without Waykey, and with an authenticator of its own that says yes at once. */
async function startNative(bench: Bench): Promise<Native> {
  const rig = await startRig("chromium", bench.world, { withoutExtension: true });
  bench.defer(() => rig.close());
  const page = await openLab(rig);
  const session = await page.createCDPSession();
  await session.send("WebAuthn.enable");
  await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const outcome = await labCreate(page, userNumber(0));
  await judge(page, outcome);
  if (!outcome.ok) throw new TypeError("No passkey was made");
  return { page, session, credentialId: outcome.credential.id };
}

const lasted = ({ begun, ended }: TimedCall) => ended - begun;

function nativeArms(native: Native): Record<string, Arm> {
  let serial = 0;
  const timed = async (step: Step, options: object) => {
    const call = await timedLab(native.page, step, options);
    await judge(native.page, call.outcome);
    return lasted(call);
  };
  const allowCredentials = [{ type: "public-key", id: native.credentialId }];
  return {
    "native get": () => timed("get", { allowCredentials }),
    "native create": () => timed("create", userNumber(++serial)),
  };
}

/** Ends the worker before, and lets it wake by the call itself. */
const stopped = (rig: Rig, work: () => ReturnType<Arm>) => async () => {
  await rig.killWorker();
  return work();
};

export const ceremonies: Part = async (bench) => {
  const labs = new Map<number, Lab>();
  for (const size of SIZES) labs.set(size, await openSigningIn(bench, size));
  const bareRig = await startBareRig(bench);
  const bare: Bare = { rig: bareRig, page: await openLab(bareRig) };
  const native = KIND === "chromium" ? nativeArms(await startNative(bench)) : {};

  const arms: Record<string, Arm> = {
    ...native,
    message: async () => lasted(await timedMessage(bare.page, "ping")),
    bare: () => bareWindow(bare),
    "bare stopped": stopped(bare.rig, () => bareWindow(bare)),
  };
  for (const [size, lab] of labs) {
    arms[`get ${size}`] = () => ceremony(lab, "get");
    arms[`create ${size}`] = () => ceremony(lab, "create");
    arms[`get stopped ${size}`] = stopped(lab.rig, () => ceremony(lab, "get"));
  }
  const rounds = await interleave(arms, ROUNDS);
  return { tables: [{ title: "Ceremonies", unit: "ms", rounds }], claims: claimsOf(rounds) };
};

function claimsOf(rounds: readonly Round[]): Claim[] {
  const floors =
    KIND === "chromium"
      ? { get: "native get", create: "native create" }
      : { get: "message", create: "message" };
  const above = (step: Step, part: number, atMost: number | null): Claim =>
    excess({
      name: `${step}: from Allow to the page's answer, above ${floors[step]}, ${part === 0.5 ? "median" : "p95"}`,
      rounds,
      arm: `${step} 10 answer`,
      against: floors[step],
      part,
      unit: "ms",
      bound: atMost === null || KIND === "firefox" ? null : { atMost },
    });
  const bySize = (arm: string, size: number) =>
    ratio({
      name: `${arm}: at ${size.toLocaleString("en")} records against 10`,
      rounds,
      arm: `${arm} ${size} whole`,
      against: `${arm} 10 whole`,
      bound: { atMost: 1.2 },
    });
  return [
    above("get", 0.5, 5),
    above("get", 0.95, 15),
    above("create", 0.5, 5),
    above("create", 0.95, 15),
    ratio({
      name: "from the call to a prompt that can be answered, against a bare window, warm",
      rounds,
      arm: "get 10 prompt",
      against: "bare prompt",
      bound: { atMost: 1.15 },
    }),
    ratio({
      name: "the same with the worker stopped before each",
      rounds,
      arm: "get stopped 10 prompt",
      against: "bare stopped prompt",
      bound: { atMost: 1.3 },
    }),
    ...["get", "create", "get stopped"].map((arm) => bySize(arm, 10_000)),
  ];
}
