// The way of a file into the vault: chosen, unsealed if need be, reviewed, added. What was read is kept on this page
// alone, and goes with it, as when the vault locks.

import { useEffect, useRef, useState } from "preact/hooks";
import type {
  ChosenEntry,
  ImportContent,
  ImportPreview,
  ImportProduct,
  ImportResult,
} from "../../lib/app/views.ts";
import { resultIfAdded } from "../add/import-choice.ts";
import type { ImportFile } from "../ports.ts";
import { usePorts } from "../ports-context.tsx";
import { type Action, useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";
import { type LongWork, useLongWork } from "../work/use-long-work.ts";

export type ImportStage =
  | { readonly name: "choose" }
  | { readonly name: "sealed"; readonly file: ImportFile }
  | {
      readonly name: "review";
      readonly product: ImportProduct;
      readonly content: ImportContent;
      readonly preview: ImportPreview;
    }
  | {
      readonly name: "done";
      readonly result: ImportResult;
      /** The worker died, after everything was stored. */
      readonly wasInterrupted: boolean;
    };

/** How long the unsealing takes: milliseconds, null if not known; undefined while that is found out. */
export type Expected = number | null | undefined;

export type ImportFlow = {
  readonly stage: ImportStage;
  /** The last one counts, even if an earlier one is still being read. */
  readonly choose: Action<readonly [file: File]>;
  readonly unseal: Action<readonly [password: string]>;
  readonly expectedMs: Expected;
  readonly add: Action<readonly [chosen: readonly ChosenEntry[]]>;
  /** How far the adding is. */
  readonly adding: LongWork;
};

export function useImportFile(onAdded: () => Promise<void>): ImportFlow {
  const { call } = useRpc();
  const { imports } = usePorts();
  const [stage, setStage] = useState<ImportStage>({ name: "choose" });
  const [expectedMs, setExpectedMs] = useState<Expected>(undefined);
  const adding = useLongWork();
  const isGone = useRef(false);
  const open = useRef<ImportFile | null>(null);
  /** The file that was chosen last, perhaps while an earlier one is still being read. */
  const latest = useRef<File | null>(null);
  useEffect(
    () => () => {
      isGone.current = true;
      open.current?.end();
    },
    [],
  );

  const review = async (product: ImportProduct, content: ImportContent) => {
    const source = { format: "entries", entries: content.entries } as const;
    const preview = await call("import.preview", { source });
    open.current?.end();
    setStage({ name: "review", product, content, preview });
  };
  const isWanted = (chosen: File) => !isGone.current && latest.current === chosen;
  const read = async (chosen: File) => {
    open.current?.end();
    setStage({ name: "choose" });
    const file = await imports.open(chosen);
    open.current = file;
    if (!isWanted(chosen)) file.end();
    else if (file.content === null) setStage({ name: "sealed", file });
    else await review(file.product, file.content);
  };
  const choosing = useAction(async () => {
    for (let chosen = latest.current; chosen !== null;) {
      try {
        await read(chosen);
      } catch (error) {
        if (latest.current === chosen) throw error;
      }
      chosen = latest.current === chosen ? null : latest.current;
    }
  });
  const choose: ImportFlow["choose"] = {
    ...choosing,
    run: (file) => {
      latest.current = file;
      choosing.run();
    },
  };
  const unseal = useAction(async (password: string) => {
    if (stage.name !== "sealed") return;
    setExpectedMs(undefined);
    await review(stage.file.product, await stage.file.unseal(password, setExpectedMs));
  });
  const add = useAction(async (chosen: readonly ChosenEntry[]) => {
    if (stage.name !== "review") return;
    const source = { format: "entries", entries: stage.content.entries } as const;
    const { result, wasInterrupted } = await adding.run(
      (work) => call("import.add", { source, chosen, work }),
      async () => resultIfAdded((await call("import.preview", { source })).lines, chosen),
    );
    setStage({ name: "done", result, wasInterrupted });
    await onAdded();
  });
  return { stage, choose, unseal, expectedMs, add, adding };
}
