// The end of a ceremony. After a decision the window closes at once; after trouble the user closes
// it when they have read why.

import { useLayoutEffect, useRef } from "preact/hooks";
import { message } from "../../lib/i18n/messages.ts";
import { Button } from "../controls/button.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";

const CLOSE_AFTER_MS = 600;

export type PromptEndedProps = {
  /** Why there is nothing to decide; `null` after a decision. */
  readonly error: unknown;
  readonly onEnded: () => void;
};

export function PromptEnded(props: PromptEndedProps) {
  const { error, onEnded } = props;
  const close = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (error !== null) {
      close.current?.focus();
      return undefined;
    }
    const timer = setTimeout(onEnded, CLOSE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [error, onEnded]);
  return (
    <main class="screen">
      <h1>{message(error === null ? "common_done" : "prompt_failed_title")}</h1>
      {error === null ? (
        <Notice tone="success" title={message("prompt_ended_title")} live>
          <p>{message("prompt_ended_text")}</p>
        </Notice>
      ) : (
        <>
          <ErrorNotice error={error} />
          <Button buttonRef={close} onPress={onEnded}>
            {message("common_close")}
          </Button>
        </>
      )}
    </main>
  );
}
