// The recovery codes of one account: the good one, masked until asked for, and the used ones.

import { Card } from "../controls/card.tsx";
import { dateText } from "../plain-text.ts";
import type { Places } from "./move-panel.tsx";
import { RecoveryRow } from "./recovery-row.tsx";

export type RecoveryCodesProps = Places & {
  readonly onChanged: () => Promise<void>;
};

export function RecoveryCodes(props: RecoveryCodesProps) {
  const codes = props.account.recoveryCodes;
  const good = codes.find((code) => code.usedAt === null);
  const used = codes.filter((code) => code.usedAt !== null);
  return (
    <Card title="Recovery code">
      {good === undefined ? (
        <p class="empty">
          None is kept. When Headway shows you one, open Waykey to save it, or print it.
        </p>
      ) : (
        <RecoveryRow key={good.id} code={good} {...props} />
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
