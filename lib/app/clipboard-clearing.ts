// Takes out of the clipboard what Waykey has put there, when its time has come or at the lock before that,
// unless the user has copied something else since. Until then a print of the text lies in the session
// store, so a worker that died clears all the same; the text itself is kept nowhere.

import * as v from "valibot";
import type { RandomBytes } from "../crypto/random-bytes.ts";
import type { App } from "./app.ts";
import { createMutex } from "./mutex.ts";
import type { Alarms, Clipboard, Clock, SessionStore } from "./ports.ts";
import { getPreferences } from "./preferences.ts";
import { isTextOf, printText } from "./text-print.ts";

const KEY = "copied";
export const CLIPBOARD_ALARM = "clipboard";

/** A clipboard that another program holds at this moment is tried again, so often and after so long. */
const MOST_TRIES = 5;
const RETRY_MS = 30_000;

const Print = v.object({ salt: v.string(), digest: v.string() });

const Noted = v.object({ print: Print, notedAt: v.number(), clearAt: v.number() });
type Noted = v.InferOutput<typeof Noted>;

const Copied = v.object({
  ...Noted.entries,
  tries: v.number(),
  /** What was to be cleared before, in case this one comes into the clipboard by no way. */
  before: v.nullable(Noted),
});
type Copied = v.InferOutput<typeof Copied>;

export type ClipboardClearingPorts = {
  readonly sessionStore: SessionStore;
  readonly alarms: Alarms;
  readonly clipboard: Clipboard;
  readonly now: Clock;
  readonly random: RandomBytes;
};

/** Knows the last text that Waykey copied, by its print, until it is cleared. */
export class ClipboardClearing {
  readonly #ports: ClipboardClearingPorts;
  readonly #inTurn = createMutex();

  constructor(ports: ClipboardClearingPorts) {
    this.#ports = ports;
  }

  /**
   * To be called before `text` is copied: it is cleared `afterSeconds` from now, or never if that is null.
   * Whatever was copied before is the clipboard's no more, unless `notCopied` is called.
   * @throws WaykeyError `vault/storage`
   */
  async note(text: string, afterSeconds: number | null): Promise<void> {
    const { now, random } = this.#ports;
    await this.#inTurn(async () => {
      if (afterSeconds === null) await this.#forget();
      else {
        const notedAt = now();
        const clearAt = notedAt + afterSeconds * 1000;
        const before = notedOf(await this.#read());
        await this.#keep({ print: printText(text, random), notedAt, clearAt, tries: 0, before });
      }
    });
  }

  /** To be called when `text`, which was noted, could not be copied: what was copied before is still there. */
  async notCopied(text: string): Promise<void> {
    await this.#inTurn(async () => {
      const copied = await this.#read();
      if (copied === null || !isTextOf(copied.print, text)) return;
      const { before } = copied;
      if (before === null) await this.#forget();
      else await this.#keepOrClear({ ...before, tries: 0, before: null });
    });
  }

  /** To be called when the alarm CLIPBOARD_ALARM fires or the clipboard's watch ends: clears if it is time. */
  async onDue(): Promise<void> {
    await this.#inTurn(async () => {
      const copied = await this.#read();
      if (copied === null) await this.#forget();
      else await this.#keepOrClear(copied);
    });
  }

  /** Clears at once, as at a lock. */
  async clear(): Promise<void> {
    await this.#inTurn(async () => {
      const copied = await this.#read();
      if (copied !== null) await this.#clear(copied);
    });
  }

  async #keepOrClear(copied: Copied): Promise<void> {
    const now = this.#ports.now();
    // A clock that was set back since would have it wait for as long as that.
    if (copied.notedAt <= now && now < copied.clearAt) await this.#keep(copied);
    else await this.#clear(copied);
  }

  async #clear(copied: Copied): Promise<void> {
    const { clipboard, now } = this.#ports;
    const tries = copied.tries + 1;
    if ((await clipboard.clearIfHolds(copied.print)) || tries >= MOST_TRIES) await this.#forget();
    else await this.#keep({ ...copied, tries, clearAt: now() + RETRY_MS });
  }

  async #read(): Promise<Copied | null> {
    const stored = v.safeParse(Copied, await this.#ports.sessionStore.get(KEY));
    return stored.success ? stored.output : null;
  }

  async #keep(copied: Copied): Promise<void> {
    const { sessionStore, alarms, clipboard } = this.#ports;
    await sessionStore.set(KEY, copied);
    // The alarm first: it comes late, but it comes whatever becomes of the watch.
    await alarms.set(CLIPBOARD_ALARM, copied.clearAt);
    await clipboard.watch(copied.clearAt);
  }

  async #forget(): Promise<void> {
    const { sessionStore, alarms, clipboard } = this.#ports;
    await sessionStore.remove(KEY);
    await alarms.clear(CLIPBOARD_ALARM);
    await clipboard.release();
  }
}

function notedOf(copied: Copied | null): Noted | null {
  if (copied === null) return null;
  const { print, notedAt, clearAt } = copied;
  return { print, notedAt, clearAt };
}

/** As `ClipboardClearing.note`, after the time that the user prefers. */
export async function noteCopied(app: App, text: string): Promise<void> {
  const { clearClipboardSeconds } = await getPreferences(app);
  await app.clipboard.note(text, clearClipboardSeconds);
}
