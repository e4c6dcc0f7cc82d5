// Which entries of an import the user wants, and where each goes: what they said, else what is suggested; and whether
// they were added.

import type {
  AccountChoice,
  ChosenEntry,
  ImportLine,
  ImportPreview,
  ImportResult,
} from "../../lib/app/views.ts";
import type { AccountRole } from "../../lib/headway/roles.ts";

export type ImportChoice = {
  /** The numbers of the entries that are not wanted. */
  readonly left: readonly number[];
  /** Where entries go, by their number, as far as the user has said so. */
  readonly accounts: Readonly<Record<number, AccountChoice>>;
};

/** All that can be added, but what lay in the other app's bin and passkeys that are of no use here. */
export function firstChoice(lines: readonly ImportLine[]): ImportChoice {
  const isLeft = ({ notes }: ImportLine) =>
    notes.includes("trashed") || notes.includes("other-site");
  const left = lines.flatMap((line, entry) => (isLeft(line) ? [entry] : []));
  return { left, accounts: {} };
}

/** Where an entry goes; `null` if only the user can tell. */
export function accountOf(
  line: ImportLine,
  entry: number,
  choice: ImportChoice,
  role: AccountRole,
): AccountChoice | null {
  const said = choice.accounts[entry];
  if (said !== undefined) return said;
  if (line.suggestedAccountId !== null) return { accountId: line.suggestedAccountId };
  return line.suggestedEmail === "" ? null : { role, email: line.suggestedEmail };
}

/** Whether an entry can be chosen at all. */
export function isOpen(line: ImportLine): boolean {
  return line.verdict === "new";
}

export type Chosen = {
  readonly chosen: readonly ChosenEntry[];
  /** How many are wanted and have no account, or a new one without an address. */
  readonly undecided: number;
};

export function chosenEntries(
  lines: readonly ImportLine[],
  choice: ImportChoice,
  role: AccountRole,
): Chosen {
  const chosen: ChosenEntry[] = [];
  let undecided = 0;
  for (const [entry, account] of wantedEntries(lines, choice, role)) {
    if (account === null || ("email" in account && account.email.trim() === "")) undecided += 1;
    else chosen.push({ entry, account });
  }
  return { chosen, undecided };
}

/** The numbers of those that are wanted, and nobody has said or suggested where they go. */
export function undecidedEntries(
  lines: readonly ImportLine[],
  choice: ImportChoice,
  role: AccountRole,
): readonly number[] {
  return wantedEntries(lines, choice, role).flatMap(([entry, account]) =>
    account === null ? [entry] : [],
  );
}

function wantedEntries(
  lines: readonly ImportLine[],
  choice: ImportChoice,
  role: AccountRole,
): readonly (readonly [number, AccountChoice | null])[] {
  const left = new Set(choice.left);
  return lines.flatMap((line, entry) => {
    if (!isOpen(line) || left.has(entry)) return [];
    return [[entry, accountOf(line, entry, choice, role)] as const];
  });
}

/** All of the chosen are added in one commit, or none is: null, where one of them is new as ever. */
export function resultIfAdded(
  lines: ImportPreview["lines"],
  chosen: readonly ChosenEntry[],
): ImportResult | null {
  const numbers = new Set(chosen.map(({ entry }) => entry));
  if (lines.some(({ verdict }, entry) => verdict === "new" && numbers.has(entry))) return null;
  return {
    lines: lines.map((line, entry) => ({
      ...line,
      done: numbers.has(entry) ? "added" : "left-out",
    })),
  };
}
