// Work on thousands of records that the user may watch, and end as long as nothing of it is committed. A page gives it
// a name of its own and asks by that. What is known of it goes with the worker, as the work itself does.

import { WaykeyError } from "../errors.ts";
import type { OnWriteStep, WriteStep } from "../vault/write-records.ts";
import type { Clock, StayAwake, Wait } from "./ports.ts";
import type { WorkProgress } from "./views.ts";

/** What a use case tells of itself, and asks, while it works. */
export type Watch = {
  /** As `PutOptions` have it. */
  readonly onStep: OnWriteStep;
  /** @throws WaykeyError `work/cancelled` */
  readonly refuseCancelled: () => void;
};

/** Of work that nobody watches. */
export const UNWATCHED: Watch = {
  onStep: () => Promise.resolve(),
  refuseCancelled: () => undefined,
};

/** Sealing gives way so often to what pages ask meanwhile: how far it is, or that it end. */
const GIVE_WAY_EVERY_MS = 100;

/** Which part of the whole writing a step is, by what it takes with thousands of records; in the order of the steps. */
const PARTS = { seal: 0.48, store: 0.2, check: 0.32 } as const satisfies Record<WriteStep, number>;

type WorkPorts = {
  readonly now: Clock;
  readonly wait: Wait;
  readonly stayAwake: StayAwake;
};

class LongWork implements Watch {
  readonly #ports: WorkPorts;
  #gaveWayAt: number;
  #step: WorkProgress["step"] = "prepare";
  #share: number | null = null;
  #isCancelled = false;

  constructor(ports: WorkPorts) {
    this.#ports = ports;
    this.#gaveWayAt = ports.now();
  }

  readonly onStep = async (step: WriteStep, share: number): Promise<void> => {
    const isStoring = step === "store" && share > 0;
    if (!isStoring) await this.#giveWay();
    if (step === "seal" || (step === "store" && !isStoring)) this.refuseCancelled();
    this.#step = step;
    this.#share = overall(step, share);
  };

  readonly refuseCancelled = (): void => {
    if (this.#isCancelled) throw new WaykeyError("work/cancelled", "The user has cancelled it");
  };

  progress(): WorkProgress {
    return { step: this.#step, share: this.#share, mayCancel: this.#mayCancel() };
  }

  cancel(): boolean {
    if (this.#mayCancel()) this.#isCancelled = true;
    return this.#isCancelled;
  }

  async #giveWay(): Promise<void> {
    if (this.#ports.now() - this.#gaveWayAt < GIVE_WAY_EVERY_MS) return;
    await this.#ports.wait(0);
    this.#gaveWayAt = this.#ports.now();
  }

  #mayCancel(): boolean {
    return this.#step === "prepare" || this.#step === "seal";
  }
}

function overall(step: WriteStep, share: number): number {
  let before = 0;
  for (const [each, part] of Object.entries(PARTS)) {
    if (each === step) return Math.min(1, before + part * share);
    before += part;
  }
  return 1;
}

/** What is under way in this worker. */
export class LongWorks {
  readonly #ports: WorkPorts;
  readonly #running = new Map<string, LongWork>();

  constructor(ports: WorkPorts) {
    this.#ports = ports;
  }

  /**
   * Does `task`, known by that name while it lasts, and keeps the worker awake for it.
   * @param name undefined: nobody will ask for it
   * @throws WaykeyError `rpc/input` for a name in use; `work/cancelled`; what `task` throws
   */
  async run<T>(name: string | undefined, task: (watch: Watch) => Promise<T>): Promise<T> {
    if (name === undefined) return this.#ports.stayAwake(() => task(UNWATCHED));
    if (this.#running.has(name)) throw new WaykeyError("rpc/input", "The name is in use");
    const work = new LongWork(this.#ports);
    this.#running.set(name, work);
    try {
      return await this.#ports.stayAwake(() => task(work));
    } finally {
      this.#running.delete(name);
    }
  }

  /** Null for what is over, or was never begun in this worker. */
  progress(name: string): WorkProgress | null {
    return this.#running.get(name)?.progress() ?? null;
  }

  /** @returns whether it ends without a change; false once it is being stored, or is over */
  cancel(name: string): boolean {
    return this.#running.get(name)?.cancel() ?? false;
  }
}
