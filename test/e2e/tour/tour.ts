// The tour through all screens of Waykey and their states, in the order in which one leads to the next: for whoever
// takes their pictures, and for the tests of what must hold on each of them.

import type { MessageFile } from "../../setup/message-file.ts";
import type { Rig } from "../rig/rig.ts";
import { accounts, crowd, firstAccounts, firstRun, resets, successor } from "./accounts.ts";
import { camera } from "./adding.ts";
import { guides, help, helpStart, practice, welcome } from "./guidance.ts";
import { mishaps } from "./mishaps.ts";
import { organization } from "./organization.ts";
import { backups, exports, imports, newDevice, options, paper, settings } from "./options.ts";
import { type Look, Walk } from "./walk.ts";
import { pages, prompts } from "./windows.ts";

/**
 * What the accounts, codes, files and pages of the tour are called, and what a report of an error says: the same in every
 * language.
 */
export const NAMES =
  /Aegis|(?:Bank|Steam|Moto|Odd): \w+|nobody of that name|^waykey: [\s\S]*|^[\w-]{22}$|\w+\/damaged|[\w.-]+@[\w-]*\.?example\.com|https?:|[\w.-]*headway\.co|Headway|Waykey|GitHub|Alex|SHA-?1|otpauth|[A-Z2-7 ]{16,}|[A-Z2-9]{24}|[A-Z0-9]{4}(?:-[A-Z0-9]{2,4})+/;

/** One part of the tour; it leaves the vault as the next ones want it. */
export type Stop = (walk: Walk) => Promise<void>;

/** All of them. */
const ALL_STOPS: readonly Stop[] = [
  firstRun,
  firstAccounts,
  welcome,
  accounts,
  pages,
  prompts,
  options,
  settings,
  organization,
  camera,
  newDevice,
  paper,
  backups,
  imports,
  exports,
  successor,
  help,
  guides,
  practice,
  resets,
  crowd,
  mishaps,
];

/** The screens that most people see, in a short time. */
export const MAIN_STOPS: readonly Stop[] = [
  firstRun,
  firstAccounts,
  accounts,
  prompts,
  options,
  imports,
  helpStart,
];

/** What is shown to people who don't have Waykey yet; `prepare` has the accounts as they are to be. */
export function shownStops(prepare: Stop): readonly Stop[] {
  return [firstRun, firstAccounts, prepare, accounts, pages, prompts, options, imports];
}

/**
 * Goes through the screens of a Waykey that is new, and has each looked at.
 * @param words of the extension that runs in the rig
 */
export async function takeTour(
  rig: Rig,
  words: MessageFile,
  look: Look,
  stops: readonly Stop[] = ALL_STOPS,
): Promise<void> {
  const walk = new Walk(rig, words, look);
  for (const stop of stops) await stop(walk);
}
