// What is being added: a key or link with its account, the links to choose from, and an export that is put
// together from several QR codes. All of it survives the closing of its page in the drafts port alone.

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type {
  AccountChoice,
  ChosenEntry,
  ImportPreview,
  ImportResult,
} from "../../lib/app/views.ts";
import { WaykeyError } from "../../lib/errors.ts";
import { message, numberText } from "../../lib/i18n/messages.ts";
import { useAnnounce } from "../announcer.tsx";
import type { AddDraft, Draft, DraftStore, ExportDraft } from "../ports.ts";
import { usePorts } from "../ports-context.tsx";
import { type FoundLinks, isExportLink } from "../qr-scan.ts";
import { type Action, useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";
import { type LongWork, useLongWork } from "../work/use-long-work.ts";
import { resultIfAdded } from "./import-choice.ts";

const NO_ENTRY = { text: "", account: null, replace: null };
const EMPTY: AddDraft = { kind: "add", ...NO_ENTRY, export: null };
const FIRST: Omit<ExportDraft, "texts"> = { isEnough: false, left: [], accounts: {} };

export type ExportOutcome = {
  readonly result: ImportResult;
  /** The worker died, after everything was stored. */
  readonly wasInterrupted: boolean;
};

export type Adding = {
  readonly draft: AddDraft;
  /** The links of one picture or page, if there are several to choose from. */
  readonly links: readonly string[];
  /** The parts of another export than the one at hand, which were scanned last. */
  readonly others: readonly string[];
  readonly error: unknown;
  /** What the last import did, until it was seen. */
  readonly outcome: ExportOutcome | null;
  /** Adds entries of the export at hand. */
  readonly addExport: Action<readonly [chosen: readonly ChosenEntry[]]>;
  /** How far that is. */
  readonly work: LongWork;
  /** Takes up what was typed or pasted, a whole export too. */
  readonly type: (text: string) => void;
  readonly choose: (account: AccountChoice) => void;
  readonly chooseReplace: (replace: boolean) => void;
  readonly pickLink: (link: string) => void;
  /**
   * Takes up what QR codes say; resolves with whether an export wants more of them.
   * @throws WaykeyError `otp/migration` if it is an export that can't be read
   */
  readonly take: (found: FoundLinks) => Promise<boolean>;
  readonly changeExport: (change: Partial<ExportDraft>) => void;
  /** Leaves the export at hand, for the other one if that is said. */
  readonly leaveExport: (next: "nothing" | "others") => Promise<void>;
  readonly keepExport: () => void;
  /** The outcome was seen. */
  readonly putOutcomeAway: () => void;
  /** Forgets the key or link, and nothing else. */
  readonly clearEntry: () => void;
};

export function draftOf(draft: Draft | null): AddDraft | null {
  if (draft?.kind === "add") return draft;
  return draft?.kind === "scan" && draft.export !== undefined
    ? { ...EMPTY, export: draft.export }
    : null;
}

/** An empty draft is none: the popup opens at what was left unfinished. */
async function keep(drafts: DraftStore, draft: AddDraft): Promise<void> {
  if (draft.text !== "" || draft.export !== null) await drafts.set(draft);
  else if ((await drafts.get())?.kind === "add") await drafts.set(null);
}

/** @param onExportAdded called once an export was added */
export function useAdding(first: AddDraft | null, onExportAdded: () => Promise<void>): Adding {
  const { call } = useRpc();
  const { drafts } = usePorts();
  const announce = useAnnounce();
  const [draft, setDraft] = useState(first ?? EMPTY);
  const [links, setLinks] = useState<readonly string[]>([]);
  const [others, setOthers] = useState<readonly string[]>([]);
  const [error, setError] = useState<unknown>(null);
  const [outcome, setOutcome] = useState<ExportOutcome | null>(null);
  const work = useLongWork();
  const current = useRef(draft);

  const change = useCallback(
    (part: Partial<AddDraft>) => {
      current.current = { ...current.current, ...part };
      setDraft(current.current);
      keep(drafts, current.current).then(() => setError(null), setError);
    },
    [drafts],
  );
  const takeExport = useCallback(
    async (held: readonly string[], found: readonly string[]) => {
      const texts = [...held, ...found];
      const source = { format: "google-migration", texts } as const;
      const preview = await call("import.preview", { source });
      const ofVerdict = (wanted: ImportPreview["verdicts"][number]) =>
        found.filter((_, index) => preview.verdicts[held.length + index] === wanted);
      const taken = ofVerdict("taken");
      setOthers(ofVerdict("other-export"));
      if (taken.length > 0) {
        const at = held.length > 0 ? current.current.export : null;
        setOutcome(null);
        change({ export: { ...FIRST, ...at, texts: [...held, ...taken] } });
        announce(
          message("add_export_scanned", numberText(preview.parts.length), numberText(preview.size)),
        );
      } else if (ofVerdict("repeated").length > 0) {
        announce(message("add_export_repeated"));
      }
      if (ofVerdict("unreadable").length > 0) {
        throw new WaykeyError("otp/migration", "A part of the export can't be read");
      }
      return preview.parts.length < preview.size;
    },
    [announce, call, change],
  );
  const take = useCallback(
    async (found: FoundLinks) => {
      const [link] = found.links;
      setLinks(found.links.length > 1 ? found.links : []);
      if (link !== undefined) change({ ...NO_ENTRY, text: link });
      if (found.exports.length === 0) return false;
      return takeExport(current.current.export?.texts ?? [], found.exports);
    },
    [change, takeExport],
  );

  const typeExport = useCallback(
    (text: string) => {
      const exports = text.trim().split(/\s*(?=otpauth-migration:)/iu);
      setDraft({ ...current.current, text });
      take({ links: [], exports }).then(() => change({ text: "" }), setError);
    },
    [change, take],
  );
  const addExport = useAction(async (chosen: readonly ChosenEntry[]) => {
    const texts = current.current.export?.texts;
    if (texts === undefined) return;
    const source = { format: "google-migration", texts } as const;
    const worked = await work.run(
      (name) => call("import.add", { source, chosen, work: name }),
      async () => resultIfAdded((await call("import.preview", { source })).lines, chosen),
    );
    setOutcome(worked);
    setOthers([]);
    change({ export: null });
    await onExportAdded();
  });
  // As the page's context menu leaves it.
  useEffect(() => {
    if (isExportLink(current.current.text)) typeExport(current.current.text);
  }, [typeExport]);

  return {
    draft,
    links,
    others,
    error,
    outcome,
    type: (text) => (isExportLink(text) ? typeExport(text) : change({ text })),
    choose: (account) => change({ account }),
    chooseReplace: (replace) => change({ replace }),
    pickLink: (link) => change({ ...NO_ENTRY, text: link }),
    take,
    changeExport: (part) => {
      if (current.current.export !== null) {
        change({ export: { ...current.current.export, ...part } });
      }
    },
    leaveExport: async (next) => {
      change({ export: null });
      setOthers([]);
      if (next === "others") await takeExport([], others);
    },
    keepExport: () => setOthers([]),
    addExport,
    work,
    putOutcomeAway: () => setOutcome(null),
    clearEntry: () => change(NO_ENTRY),
  };
}
