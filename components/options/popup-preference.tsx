// Whether the popup opens by itself: no secret and no guard, so it takes effect at once and without a
// password.

import { useCallback, useId } from "preact/hooks";
import { useAnnounce } from "../announcer.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { useAction } from "../use-action.ts";
import { useLoad } from "../use-load.ts";
import { useRpc } from "../use-rpc.tsx";

export function PopupPreference() {
  const { call } = useRpc();
  const announce = useAnnounce();
  const hint = useId();
  const { result, reload } = useLoad(useCallback(() => call("preferences.get", null), [call]));
  const save = useAction(async (opensItself: boolean) => {
    await call("preferences.set", { opensItself });
    await reload();
    announce(opensItself ? "Waykey opens by itself." : "Waykey waits for you to open it.");
  });

  if (result.state === "loading") return null;
  if (result.state === "failed") return <ErrorNotice error={result.error} />;
  return (
    <div class="field">
      <label class="check">
        <input
          type="checkbox"
          checked={result.value.opensItself}
          disabled={save.busy}
          aria-describedby={hint}
          onChange={(event) => save.run(event.currentTarget.checked)}
        />
        Open Waykey by itself where Headway asks for a code
      </label>
      <p class="hint" id={hint}>
        Then Enter fills the code. Where the browser does not allow that, Waykey’s button shows a
        mark, and Alt+Shift+K opens it. This takes effect at once.
      </p>
      <ErrorNotice error={save.error} />
    </div>
  );
}
