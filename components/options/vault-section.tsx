// The vault's condition: in one line where all is well, else what happened and what is to be decided; and
// the file of what can't be read or was put aside.

import { useCallback, useRef } from "preact/hooks";
import type { VaultCondition } from "../../lib/app/views.ts";
import { message, plural } from "../../lib/i18n/messages.ts";
import { RichText } from "../controls/rich-text.tsx";
import { ConditionCard } from "../condition/condition-card.tsx";
import { SaveSealed } from "../condition/save-sealed.tsx";
import { useCondition } from "../condition/use-condition.ts";

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
    <Section id="condition" title={message("options_vault_title")}>
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
  if (decision !== null) return message("options_vault_decision");
  if (unreadable > 0) return plural("options_vault_unreadable", unreadable);
  if (notices.some(({ kind }) => kind === "copy-failed" || kind === "copy-differs")) {
    return message("options_vault_copy_behind");
  }
  return message("options_vault_whole");
}

function Rescue(props: { unreadable: number; isAltered: boolean }) {
  const { unreadable, isAltered } = props;
  const { call } = useRpc();
  const makeFile = () => call("condition.export-unreadable", null);
  if (unreadable > 0 || isAltered) {
    return (
      <>
        <p>
          <RichText message="options_vault_unreadable_kept" />
        </p>
        <SaveSealed label={message("options_vault_save_unreadable")} makeFile={makeFile} />
      </>
    );
  }
  return (
    <details class="disclosure">
      <summary>{message("options_vault_aside")}</summary>
      <p>{message("options_vault_aside_text")}</p>
      <SaveSealed label={message("options_vault_save_aside")} makeFile={makeFile} />
    </details>
  );
}
