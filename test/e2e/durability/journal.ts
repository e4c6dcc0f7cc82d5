// A run of changes at one vault that is interrupted again and again: what was acknowledged, what was
// under way, and whether the vault that is found afterwards is one of the two states that this allows.

import type { Page } from "puppeteer";
import { seededNumbers } from "../rig/sample.ts";
import { VAULT_PASSWORD } from "../flows/waykey-user.ts";
import type { MethodName } from "../../../lib/rpc/protocol.ts";
import {
  changePassword,
  idsOf,
  withoutLostAccounts,
  type Ids,
  type Operation,
  randomOperation,
  restoreBackup,
} from "./operations.ts";
import { describeState, differenceOf, EMPTY, referenceOf } from "./reference-vault.ts";
import type { StoreState } from "./store-dump.ts";
import { workerAnswer } from "./worker-call.ts";

const USUALLY_TAKES_MS = 15;

export class Journal {
  readonly next: () => number;
  #vault = EMPTY;
  #ids: Ids = new Map();
  #pending: Operation | null = null;
  #generation = 0;
  #number = 0;
  acknowledged = 0;
  /** The vault's password, as far as it was acknowledged. */
  password = VAULT_PASSWORD;
  /** How often what was under way had been written, and how often not, by method. */
  readonly found = new Map<MethodName, { written: number; unwritten: number }>();
  /** How long each took that was acknowledged last, in milliseconds. */
  readonly #took = new Map<MethodName, number>();

  constructor(seed: number) {
    this.next = seededNumbers(seed);
  }

  /** Now and then another password, else a change of what the vault holds. */
  async draw(): Promise<Operation> {
    if (this.next() < 0.1) return changePassword(this.password, `password no. ${++this.#number}`);
    return randomOperation(this.#vault, this.#ids, this.next, ++this.#number);
  }

  /**
   * The change to be cut off. Every fourth is another password and every fourth a restore: both derive keys for
   * long before they write.
   */
  async drawForKill(kill: number): Promise<Operation> {
    const number = ++this.#number;
    if (kill % 4 === 1) return changePassword(this.password, `password no. ${number}`);
    if (kill % 4 === 3) return restoreBackup(`restored-${number}`);
    return this.draw();
  }

  /**
   * An instant within the time that such a change takes, or shortly after it, in milliseconds. Every second is near the
   * end: what derives keys writes there.
   */
  instantOf({ method }: Operation): number {
    const took = this.#took.get(method) ?? USUALLY_TAKES_MS;
    const isNearEnd = this.next() < 0.5;
    return took * (isNearEnd ? 0.85 + this.next() * 0.25 : this.next() * 1.1);
  }

  /** Asks for a change. Until it is acknowledged it may or may not have happened. @throws RefusedError */
  async ask(page: Page, operation: Operation): Promise<unknown> {
    this.#pending = operation;
    const begun = performance.now();
    const answer = await workerAnswer(page, operation.method, operation.input as never);
    this.#took.set(operation.method, performance.now() - begun);
    this.#vault = operation.change(this.#vault);
    this.#ids = withoutLostAccounts(this.#ids, this.#vault);
    this.password = operation.password ?? this.password;
    this.#pending = null;
    this.acknowledged++;
    return answer;
  }

  /** The passwords of which one must open the vault now: that which was acknowledged, or was under way. */
  passwords(): readonly string[] {
    const pending = this.#pending?.password;
    return pending === undefined ? [this.password] : [this.password, pending];
  }

  /**
   * Compares what is found with what was acknowledged, and goes on from there. Resolves with what is
   * wrong, null if nothing is.
   */
  judge(state: StoreState): string | null {
    const fault = this.faultOf(state);
    if (fault !== null) return fault;
    this.#count(state);
    this.#generation = generationOf(state);
    this.#vault = referenceOf(state.records);
    this.#ids = idsOf(state.records);
    this.#pending = null;
    return null;
  }

  /** What is wrong with what is found, null if nothing is. */
  faultOf(state: StoreState): string | null {
    const { records, unreadable, manifest } = state;
    if (unreadable > 0) return `${unreadable} records do not open`;
    const found = describeState(referenceOf(records));
    const old = describeState(this.#vault);
    if (this.#pending === null) {
      if (found !== old) return differenceOf(found, old);
    } else {
      const { method, change } = this.#pending;
      const next = describeState(change(this.#vault));
      if (found !== old && found !== next) {
        return `neither with nor without ${method}:\n${differenceOf(found, old)}`;
      }
    }
    if (manifest.state !== "whole") return `the manifest says: ${JSON.stringify(manifest)}`;
    const generation = generationOf(state);
    if (generation >= this.#generation) return null;
    return `generation ${generation} after ${this.#generation}`;
  }

  /** Whether what was under way is in what is found, which is sound. */
  #count({ records }: StoreState): void {
    if (this.#pending === null) return;
    const isOld = describeState(referenceOf(records)) === describeState(this.#vault);
    const { method } = this.#pending;
    const counts = this.found.get(method) ?? { written: 0, unwritten: 0 };
    counts[isOld ? "unwritten" : "written"]++;
    this.found.set(method, counts);
  }
}

function generationOf({ manifest }: StoreState): number {
  return manifest.state === "no-manifest" ? 0 : manifest.generation;
}
