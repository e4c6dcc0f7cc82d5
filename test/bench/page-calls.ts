// Calls out of a page of the stand-in site, with the page's own times, in milliseconds since the epoch.

import type { Page } from "puppeteer";
import type { LabOutcome } from "../e2e/rig/lab.ts";

export type TimedCall = { readonly begun: number; readonly ended: number };

type LabWindow = Window & {
  lab: {
    challenge(): Promise<string>;
    focused(): Promise<void>;
    create(options: object): Promise<LabOutcome>;
    get(options: object): Promise<LabOutcome>;
  };
};

/** A WebAuthn call from the lab's page, from the call to its answer. */
export function timedLab(
  page: Page,
  step: "create" | "get",
  options: object,
): Promise<TimedCall & { readonly outcome: LabOutcome }> {
  return page.evaluate(
    async (kind, rest) => {
      const { lab } = window as unknown as LabWindow;
      const challenge = await lab.challenge();
      await lab.focused();
      const domain = location.hostname;
      const asked =
        kind === "get"
          ? { challenge, rpId: domain, userVerification: "discouraged", ...rest }
          : {
              challenge,
              rp: { id: domain, name: "Headway" },
              pubKeyCredParams: [{ type: "public-key", alg: -7 }],
              authenticatorSelection: { userVerification: "discouraged" },
              ...rest,
            };
      const begun = performance.timeOrigin + performance.now();
      const outcome = await lab[kind](asked);
      return { begun, ended: performance.timeOrigin + performance.now(), outcome };
    },
    step,
    options,
  );
}

/** A message to the bare extension's worker and back. */
export function timedMessage(page: Page, text: string): Promise<TimedCall> {
  return page.evaluate(async (asked) => {
    const begun = performance.timeOrigin + performance.now();
    await new Promise<void>((resolve) => {
      addEventListener("message", function onMessage({ data }) {
        if ((data as { from?: unknown } | null)?.from !== "bare") return;
        removeEventListener("message", onMessage);
        resolve();
      });
      postMessage({ to: "bare", text: asked }, location.origin);
    });
    return { begun, ended: performance.timeOrigin + performance.now() };
  }, text);
}
