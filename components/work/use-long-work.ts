// Work of the worker that may take many seconds: how far it is, once it has taken one; its end, if the user wants that
// in time; and what became of it where the worker died over it, which the vault is asked.

import { useEffect, useRef, useState } from "preact/hooks";
import type { WorkProgress } from "../../lib/app/views.ts";
import { isWaykeyError, WaykeyError } from "../../lib/errors.ts";
import { useRpc } from "../use-rpc.tsx";

/** What is over sooner shows nothing but a busy button. */
const SHORT_MS = 1000;
const PACE_MS = 300;
/** So much of the share has to be seen before it foretells anything. */
const TELLING_SHARE = 0.1;

export type ShownProgress = WorkProgress & {
  /** Milliseconds; null while nobody can tell. */
  readonly leftMs: number | null;
};

export type Worked<T> = {
  readonly result: T;
  /** The worker died, after everything was stored. */
  readonly wasInterrupted: boolean;
};

export type LongWork = {
  /** Null while there is none, and while it is short. */
  readonly progress: ShownProgress | null;
  /** Whether `cancel` may still come in time. */
  readonly mayCancel: boolean;
  readonly isCancelling: boolean;
  readonly cancel: () => void;
  /**
   * @param start asks the worker for it, by that name
   * @param findDone for when no answer came: what it would have been if the vault has everything, null if it has nothing
   * @throws WaykeyError `work/cancelled`, `work/interrupted`: nothing was changed; what `start` and `findDone` throw
   */
  readonly run: <T>(
    start: (work: string) => Promise<T>,
    findDone: () => Promise<T | null>,
  ) => Promise<Worked<T>>;
};

type Sight = { readonly share: number; readonly at: number };

export function useLongWork(): LongWork {
  const { call } = useRpc();
  const [progress, setProgress] = useState<ShownProgress | null>(null);
  const [asked, setAsked] = useState<"not" | "in-time" | "late">("not");
  const current = useRef<string | null>(null);
  useEffect(
    () => () => {
      current.current = null;
    },
    [],
  );

  const isCurrent = (work: string) => current.current === work;
  /** Until it is over; that it can't be asked for a moment says nothing. */
  const follow = async (work: string) => {
    let first: Sight | null = null;
    for (await wait(SHORT_MS); isCurrent(work); await wait(PACE_MS)) {
      const seen = await call("work.progress", { work }).catch(() => null);
      if (seen === null || !isCurrent(work)) continue;
      if (seen.share !== null) first ??= { share: seen.share, at: Date.now() };
      setProgress({ ...seen, leftMs: leftOf(first, seen.share) });
    }
  };
  const run: LongWork["run"] = async (start, findDone) => {
    const work = crypto.randomUUID();
    current.current = work;
    setAsked("not");
    void follow(work);
    try {
      return { result: await start(work), wasInterrupted: false };
    } catch (error) {
      if (!isWaykeyError(error, "rpc/unreachable")) throw error;
      // It may live, and only its answer be lost.
      while ((await call("work.progress", { work })) !== null) await wait(PACE_MS);
      const done = await findDone();
      if (done === null) throw new WaykeyError("work/interrupted", "The worker died before it");
      return { result: done, wasInterrupted: true };
    } finally {
      if (isCurrent(work)) {
        current.current = null;
        setProgress(null);
      }
    }
  };
  const cancel = () => {
    const work = current.current;
    if (work === null) return;
    setAsked("in-time");
    call("work.cancel", { work }).then(
      ({ cancelled }) => setAsked(cancelled ? "in-time" : "late"),
      // As when the worker died: the work says what became of it.
      () => setAsked("late"),
    );
  };
  return {
    progress,
    mayCancel: asked === "not" && progress?.mayCancel !== false,
    isCancelling: asked === "in-time",
    cancel,
    run,
  };
}

function leftOf(first: Sight | null, share: number | null): number | null {
  if (first === null || share === null || share - first.share < TELLING_SHARE) return null;
  return ((Date.now() - first.at) * (1 - share)) / (share - first.share);
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
