// Notes what Waykey's worker throws and nobody catches. Chromium alone shows it: in Firefox the list
// stays empty, and only what such an exception would spoil can be seen.

import type { Rig } from "../rig/rig.ts";

export type WorkerWatch = { readonly exceptions: readonly string[]; stop(): void };

type Thrown = { readonly exceptionDetails: { readonly text: string } };

export async function watchWorker(rig: Rig): Promise<WorkerWatch> {
  const exceptions: string[] = [];
  if (rig.kind === "firefox") return { exceptions, stop: () => undefined };
  const client = (await rig.worker()).client;
  const note = (thrown: Thrown): void => {
    exceptions.push(JSON.stringify(thrown.exceptionDetails));
  };
  client.on("Runtime.exceptionThrown", note);
  return { exceptions, stop: () => client.off("Runtime.exceptionThrown", note) };
}
