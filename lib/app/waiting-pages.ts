// The live ports of the pages that wait for the end of a ceremony. They die with the worker; a page
// whose bridge comes back is waited for a short while.

import { WaykeyError } from "../errors.ts";
import type { CeremonyReply } from "../rpc/ceremony-messages.ts";
import type { Wait } from "./ports.ts";

/** The page's end of a ceremony. */
export type ReplyPort = {
  send(reply: CeremonyReply): void;
  /** False once the page or its bridge is gone, or the page has given the call up. */
  isOpen(): boolean;
  /** Resolves once it is not open any more: the bridge closes it as soon as the page has its outcome. */
  untilClosed(): Promise<void>;
};

export function pageGone(): WaykeyError {
  return new WaykeyError("ceremony/gone", "The page that asked is gone");
}

/** How long a page may take to come back after the worker died. */
const RETURN_MS = 2_000;

/** By ceremony id. */
export class WaitingPages {
  readonly #ports = new Map<string, ReplyPort>();
  readonly #arrivals = new Map<string, () => void>();

  add(id: string, port: ReplyPort): void {
    this.#ports.set(id, port);
    this.#arrivals.get(id)?.();
  }

  /** Whether the page still waits. */
  has(id: string): boolean {
    return this.#ports.get(id)?.isOpen() === true;
  }

  /** Resolves once the page has its outcome or has left; at once where none waits. */
  async untilGone(id: string): Promise<void> {
    await this.#ports.get(id)?.untilClosed();
  }

  /** The page's port, which waits no longer. */
  take(id: string): ReplyPort | null {
    const port = this.#ports.get(id) ?? null;
    this.#ports.delete(id);
    return port;
  }

  /** Whether the page is there, or comes back within 2 seconds. */
  async awaitReturn(id: string, wait: Wait): Promise<boolean> {
    if (!this.has(id)) {
      const arrival = new Promise<void>((resolve) => this.#arrivals.set(id, resolve));
      await Promise.race([arrival, wait(RETURN_MS)]);
      this.#arrivals.delete(id);
    }
    return this.has(id);
  }
}
