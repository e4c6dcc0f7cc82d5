// What a backup holds and what restoring does with each entry, line by line.

import type { ComponentChildren } from "preact";
import type { RestoreLine, RestorePreview } from "../../lib/app/views.ts";
import { dateText } from "../plain-text.ts";
import { CountLine } from "./count-line.tsx";

const KINDS: Readonly<Record<RestoreLine["kind"], string>> = {
  account: "Account",
  otp: "Code",
  passkey: "Passkey",
  recovery: "Recovery code",
  settings: "Settings",
  unknown: "Unknown",
};

const VERDICTS: Readonly<Record<RestoreLine["verdict"], string>> = {
  new: "New: added",
  same: "The same: nothing to do",
  newer: "Newer in the backup: replaced",
  older: "Older in the backup: yours stays",
  refused: "Refused: not restored",
};

export type RestorePlanProps = {
  readonly preview: RestorePreview;
  readonly children?: ComponentChildren;
};

export function RestorePlan(props: RestorePlanProps) {
  const { preview } = props;
  return (
    <div class="stack">
      <p>Made {dateText(preview.createdAt)}. It holds:</p>
      <CountLine counts={preview.counts} />
      <div class="table-frame" tabIndex={0} role="region" aria-label="What the backup changes">
        <table>
          <thead>
            <tr>
              <th scope="col">Kind</th>
              <th scope="col">Name</th>
              <th scope="col">What happens</th>
            </tr>
          </thead>
          <tbody>
            {preview.lines.map((line, index) => (
              <tr key={index}>
                <td>{KINDS[line.kind]}</td>
                <td>
                  <bdi>{line.name}</bdi>
                </td>
                <td>
                  {VERDICTS[line.verdict]}
                  {line.reason === undefined ? null : <span class="hint"> {line.reason}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {props.children}
    </div>
  );
}
