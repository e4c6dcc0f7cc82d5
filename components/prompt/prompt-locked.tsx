// A ceremony while the vault is locked: the ways to unlock first, and the ways out beside them.

import { useCallback, useEffect } from "preact/hooks";
import type { CeremonyView } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { UnlockForm } from "../access/unlock.tsx";
import { Button } from "../controls/button.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { useAction } from "../use-action.ts";
import { useLoad } from "../use-load.ts";
import { useReturn } from "../use-return.ts";
import { useRpc } from "../use-rpc.tsx";
import { RequestFacts } from "./request-facts.tsx";
import { siteName } from "./site-name.ts";
import { WayOut } from "./way-out.tsx";

export type PromptLockedProps = {
  readonly view: CeremonyView;
  readonly onView: (view: CeremonyView) => void;
  readonly onEnded: () => void;
};

export function PromptLocked(props: PromptLockedProps) {
  const { view } = props;
  return (
    <main class="screen">
      <h1>{message("prompt_locked_title")}</h1>
      <p>
        {message(
          view.kind === "create" ? "prompt_locked_create" : "prompt_locked_sign_in",
          siteName(view.rpId),
        )}
      </p>
      <RequestFacts view={view} />
      <Ways ceremonyId={view.id} onView={props.onView} />
      <WayOut ceremonyId={view.id} focusCancel={false} onEnded={props.onEnded} />
    </main>
  );
}

type WaysProps = {
  readonly ceremonyId: string;
  readonly onView: (view: CeremonyView) => void;
};

/** Unlocks; if the vault was opened elsewhere meanwhile, the ceremony goes on. */
function Ways(props: WaysProps) {
  const { ceremonyId: id, onView } = props;
  const { call } = useRpc();
  const load = useCallback(() => call("vault.status", null), [call]);
  const { result, reload } = useLoad(load);
  const retry = useAction(reload);
  useReturn(useCallback(() => void reload(), [reload]));
  const show = useAction(async () => onView(await call("ceremony.show", { id })));
  const isOpen = result.state === "ready" && result.value.state === "unlocked";
  const { run } = show;
  useEffect(() => {
    if (isOpen) run();
  }, [isOpen, run]);

  if (result.state === "failed") {
    return (
      <>
        <ErrorNotice error={result.error} />
        <Button wide busy={retry.busy} onPress={() => retry.run()}>
          {message("common_try_again")}
        </Button>
      </>
    );
  }
  if (result.state === "loading" || result.value.state !== "locked") {
    return <ErrorNotice error={show.error} />;
  }
  return (
    <UnlockForm
      ways={result.value.ways}
      onUnlock={async (proof) => onView(await call("ceremony.unlock", { id, proof }))}
      onReclaimed={async () => onView(await call("ceremony.show", { id }))}
    />
  );
}
