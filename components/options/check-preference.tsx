// A preference that is ticked: no secret and no guard, so it takes effect at once and without a password.

import { useCallback, useId } from "preact/hooks";
import type { Preference } from "../../lib/app/views.ts";
import { useAnnounce } from "../announcer.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { useAction } from "../use-action.ts";
import { useLoad } from "../use-load.ts";
import { useRpc } from "../use-rpc.tsx";

export type CheckPreferenceProps = {
  readonly preference: "opensItself" | "hidesCodes";
  readonly label: string;
  readonly hint: string;
  /** What is said when it was ticked, and when the tick was taken away. */
  readonly told: { readonly on: string; readonly off: string };
};

export function CheckPreference(props: CheckPreferenceProps) {
  const { preference, told } = props;
  const { call } = useRpc();
  const announce = useAnnounce();
  const hint = useId();
  const { result, reload } = useLoad(useCallback(() => call("preferences.get", null), [call]));
  const save = useAction(async (isOn: boolean) => {
    await call("preferences.set", changeOf(preference, isOn));
    await reload();
    announce(isOn ? told.on : told.off);
  });

  if (result.state === "loading") return null;
  if (result.state === "failed") return <ErrorNotice error={result.error} />;
  return (
    <div class="field">
      <label class="check">
        <input
          type="checkbox"
          checked={result.value[preference]}
          disabled={save.busy}
          aria-describedby={hint}
          onChange={(event) => save.run(event.currentTarget.checked)}
        />
        {props.label}
      </label>
      <p class="hint" id={hint}>
        {props.hint}
      </p>
      <ErrorNotice error={save.error} />
    </div>
  );
}

function changeOf(preference: CheckPreferenceProps["preference"], isOn: boolean): Preference {
  return preference === "opensItself" ? { opensItself: isOn } : { hidesCodes: isOn };
}
