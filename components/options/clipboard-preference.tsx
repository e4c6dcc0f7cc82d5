// How long what was copied stays in the clipboard. Like the other preferences it takes effect at once and
// without a password: it guards no secret of the vault, only what has left it.

import { useCallback } from "preact/hooks";
import { CLEAR_SECONDS, type ClearSeconds } from "../../lib/app/views.ts";
import { useAnnounce } from "../announcer.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { SelectField } from "../controls/select-field.tsx";
import { useAction } from "../use-action.ts";
import { useLoad } from "../use-load.ts";
import { useRpc } from "../use-rpc.tsx";

const NAMES: { readonly [S in ClearSeconds]: string } = {
  10: "10 seconds",
  30: "30 seconds",
  60: "1 minute",
  120: "2 minutes",
  300: "5 minutes",
};

const OPTIONS = [
  ...CLEAR_SECONDS.map((seconds) => ({ value: String(seconds), label: NAMES[seconds] })),
  { value: "null", label: "Never" },
];

export function ClipboardPreference() {
  const { call } = useRpc();
  const announce = useAnnounce();
  const { result, reload } = useLoad(useCallback(() => call("preferences.get", null), [call]));
  const save = useAction(async (chosen: string) => {
    const seconds = CLEAR_SECONDS.find((each) => String(each) === chosen) ?? null;
    await call("preferences.set", { clearClipboardSeconds: seconds });
    await reload();
    announce(
      seconds === null ? "The clipboard is left as it is." : `Cleared after ${NAMES[seconds]}.`,
    );
  });

  if (result.state === "loading") return null;
  if (result.state === "failed") return <ErrorNotice error={result.error} />;
  return (
    <>
      <SelectField
        label="Clear the clipboard after"
        options={OPTIONS}
        value={String(result.value.clearClipboardSeconds)}
        onChange={save.run}
        disabled={save.busy}
        hint="Only if it still holds what you copied from Waykey, and sooner if Waykey locks. This takes effect with the next copy."
      />
      <ErrorNotice error={save.error} />
    </>
  );
}
