// A screen whose content could not be loaded: why, and the way to try again.

import { message } from "../../lib/i18n/messages.ts";
import { useAction } from "../use-action.ts";
import { Button } from "./button.tsx";
import { ErrorNotice } from "./notice.tsx";
import { ReportError } from "./report-error.tsx";

export function FailedScreen(props: { error: unknown; onRetry: () => Promise<void> }) {
  const retry = useAction(props.onRetry);
  return (
    <main class="screen">
      <h1>{message("controls_failed_title")}</h1>
      <ErrorNotice error={props.error} />
      <Button busy={retry.busy} onPress={() => retry.run()}>
        {message("common_try_again")}
      </Button>
      <ReportError error={props.error} />
    </main>
  );
}
