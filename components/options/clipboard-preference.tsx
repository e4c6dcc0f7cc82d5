// How long what was copied stays in the clipboard. Like the other preferences it takes effect at once and
// without a password: it guards no secret of the vault, only what has left it.

import { useCallback } from "preact/hooks";
import { CLEAR_SECONDS, type ClearSeconds } from "../../lib/app/views.ts";
import { message, plural } from "../../lib/i18n/messages.ts";
import { useAnnounce } from "../announcer.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { SelectField } from "../controls/select-field.tsx";
import { useAction } from "../use-action.ts";
import { useLoad } from "../use-load.ts";
import { useRpc } from "../use-rpc.tsx";

function options() {
  return [
    ...CLEAR_SECONDS.map((seconds) => ({ value: String(seconds), label: timeName(seconds) })),
    { value: "null", label: message("options_clipboard_never") },
  ];
}

/** "30 seconds", "2 minutes". */
function timeName(seconds: ClearSeconds): string {
  return seconds < 60 ? plural("common_seconds", seconds) : plural("common_minutes", seconds / 60);
}

export function ClipboardPreference() {
  const { call } = useRpc();
  const announce = useAnnounce();
  const { result, reload } = useLoad(useCallback(() => call("preferences.get", null), [call]));
  const save = useAction(async (chosen: string) => {
    const seconds = CLEAR_SECONDS.find((each) => String(each) === chosen) ?? null;
    await call("preferences.set", { clearClipboardSeconds: seconds });
    await reload();
    announce(
      seconds === null
        ? message("options_clipboard_left")
        : message("options_clipboard_cleared", timeName(seconds)),
    );
  });

  if (result.state === "loading") return null;
  if (result.state === "failed") return <ErrorNotice error={result.error} />;
  return (
    <>
      <SelectField
        label={message("options_clipboard_label")}
        options={options()}
        value={String(result.value.clearClipboardSeconds)}
        onChange={save.run}
        disabled={save.busy}
        hint={message("options_clipboard_hint")}
      />
      <ErrorNotice error={save.error} />
    </>
  );
}
