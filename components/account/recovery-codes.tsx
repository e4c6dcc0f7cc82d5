// The recovery codes of one account: the good one, masked until asked for, and the used ones.

import type { RecoveryView } from "../../lib/app/views.ts";
import { Card } from "../controls/card.tsx";
import { dateText } from "../plain-text.ts";
import { RecoveryRow } from "./recovery-row.tsx";

export type RecoveryCodesProps = {
  /** Newest first; at most one is unused. */
  readonly codes: readonly RecoveryView[];
  readonly onChanged: () => Promise<void>;
};

export function RecoveryCodes(props: RecoveryCodesProps) {
  const good = props.codes.find((code) => code.usedAt === null);
  const used = props.codes.filter((code) => code.usedAt !== null);
  return (
    <Card title="Recovery code">
      {good === undefined ? (
        <p class="empty">
          None is kept. When Headway shows you one, open Waykey to save it, or print it.
        </p>
      ) : (
        <RecoveryRow key={good.id} code={good} onChanged={props.onChanged} />
      )}
      {used.length === 0 ? null : (
        <details class="disclosure">
          <summary>Used recovery codes ({used.length})</summary>
          <ul class="rows">
            {used.map((code) => (
              <li key={code.id}>
                <span class="masked" aria-hidden="true">
                  {code.masked}
                </span>
                <p class="hint">
                  Saved {dateText(code.createdAt)} · used {dateText(code.usedAt ?? code.createdAt)}
                </p>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  );
}
