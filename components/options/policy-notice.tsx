// What an organization that manages the browser has laid down, if it has.

import { useCallback } from "preact/hooks";
import type { Policy } from "../../lib/app/views.ts";
import { message, plural } from "../../lib/i18n/messages.ts";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { useLoad } from "../use-load.ts";
import { useRpc } from "../use-rpc.tsx";

export function PolicyNotice() {
  const { call } = useRpc();
  const { result } = useLoad(useCallback(() => call("policy.get", null), [call]));
  if (result.state === "failed") return <ErrorNotice error={result.error} />;
  if (result.state === "loading") return null;
  const lines = linesOf(result.value);
  if (lines.length === 0) return null;
  return (
    <Notice tone="info" title={message("options_policy_title")}>
      <ul class="steps">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Notice>
  );
}

function linesOf({ passwordOnly, maxAutoLockMinutes, noPlainExport }: Policy): readonly string[] {
  return [
    ...(passwordOnly ? [message("options_policy_password_only")] : []),
    ...(maxAutoLockMinutes === null ? [] : [plural("options_policy_lock", maxAutoLockMinutes)]),
    ...(noPlainExport ? [message("options_policy_no_plain_export")] : []),
  ];
}
