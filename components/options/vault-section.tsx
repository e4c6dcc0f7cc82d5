// The vault's condition: in one line where all is well, else what happened and what is to be decided; and
// the file of what can't be read or was put aside.

import { useCallback, useRef } from "preact/hooks";
import type { VaultCondition } from "../../lib/app/views.ts";
import { ConditionCard } from "../condition/condition-card.tsx";
import { SaveSealed } from "../condition/save-sealed.tsx";
import { useCondition } from "../condition/use-condition.ts";
import { countText } from "../plain-text.ts";
import { useRpc } from "../use-rpc.tsx";
import { Section } from "./section.tsx";

export type VaultSectionProps = {
  /** How many records can't be read now. */
  readonly unreadable: number;
  /** Called when entries may have changed: some were put back, or a decision was carried out. */
  readonly onChanged: () => Promise<void>;
};

export function VaultSection(props: VaultSectionProps) {
  const { unreadable, onChanged } = props;
  const line = useRef<HTMLParagraphElement>(null);
  const { result, reload } = useCondition(useCallback(() => void onChanged(), [onChanged]));
  const refresh = async () => {
    await Promise.all([reload(), onChanged()]);
    line.current?.focus();
  };
  const condition = result.state === "ready" ? result.value : null;
  return (
    <Section id="condition" title="Vault">
      {condition === null ? null : (
        <p ref={line} tabIndex={-1}>
          {stateText(condition, unreadable)}
        </p>
      )}
      <ConditionCard condition={result} decision="whole" onChanged={refresh} />
      <Rescue unreadable={unreadable} isAltered={condition?.decision === "altered"} />
    </Section>
  );
}

function stateText({ notices, decision }: VaultCondition, unreadable: number): string {
  if (decision !== null) return "Waykey needs a decision of yours.";
  if (unreadable > 0) return `${countText(unreadable, "entry", "entries")} can’t be read.`;
  if (notices.some(({ kind }) => kind === "copy-failed" || kind === "copy-differs")) {
    return "Your vault is here, but its second copy is not up to date.";
  }
  return "Two copies, both whole.";
}

function Rescue(props: { unreadable: number; isAltered: boolean }) {
  const { unreadable, isAltered } = props;
  const { call } = useRpc();
  const makeFile = () => call("condition.export-unreadable", null);
  if (unreadable > 0 || isAltered) {
    return (
      <>
        <p>
          What can’t be read is kept exactly as it is. <b>Do not remove the extension</b>: that
          would delete it.
        </p>
        <SaveSealed label="Save unreadable entries as a file" makeFile={makeFile} />
      </>
    );
  }
  return (
    <details class="disclosure">
      <summary>What was put aside</summary>
      <p>
        When Waykey puts something back, or you choose between two states, what gives way is kept
        aside. It needs no care; you can save it as a file.
      </p>
      <SaveSealed label="Save what was put aside as a file" makeFile={makeFile} />
    </details>
  );
}
