// The imitation of a sign-in that asks for a code. What is in its field goes to the worker alone, and counts nowhere.

import { useCallback, useEffect, useId, useRef, useState } from "preact/hooks";
import type { PracticeVerdict } from "../../lib/app/views.ts";
import { message, type MessageKey } from "../../lib/i18n/messages.ts";
import { Button } from "../controls/button.tsx";
import { Card } from "../controls/card.tsx";
import { Form } from "../controls/form.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";

/** Calls `listener` with each code that is filled into this page; returns the way to stop it. */
export type OnPracticeFill = (listener: (code: string) => void) => () => void;

export type PracticeSignInProps = {
  /** Of the code that was handed in last; null before, and from the moment that another is there. */
  readonly verdict: PracticeVerdict | null;
  readonly onVerdict: (verdict: PracticeVerdict | null) => void;
  readonly onFill: OnPracticeFill;
};

export function PracticeSignIn({ verdict, onVerdict, onFill }: PracticeSignInProps) {
  const { call } = useRpc();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [code, setCode] = useState("");
  const [isFilled, setFilled] = useState(false);
  const latest = useRef(code);
  const change = useCallback(
    (next: string) => {
      latest.current = next;
      setCode(next);
      setFilled(false);
      onVerdict(null);
    },
    [onVerdict],
  );
  const check = useAction(async () => {
    onVerdict(null);
    const answer = await call("practice.check", { code });
    // Another code has come meanwhile, of which nothing is said yet.
    if (latest.current !== code) return;
    onVerdict(answer.verdict);
    if (answer.verdict === "right") return;
    field.current?.focus();
    field.current?.select();
  });
  useEffect(
    () =>
      onFill((filled) => {
        change(filled);
        setFilled(true);
        field.current?.focus();
      }),
    [onFill, change],
  );

  return (
    <Card title={message("practice_sign_in_title")} prominent>
      <Form onSubmit={() => check.run()}>
        <div class="field">
          <label for={id}>{message("practice_field")}</label>
          <input
            ref={field}
            id={id}
            class="practice-field"
            type="text"
            inputMode="numeric"
            autocomplete="one-time-code"
            maxLength={20}
            value={code}
            aria-invalid={verdict === "old" || verdict === "wrong" ? "true" : undefined}
            onInput={(event) => change(event.currentTarget.value)}
          />
          <div aria-live="polite">
            {isFilled && verdict === null ? (
              <p class="hint">{message("practice_filled", message("practice_continue"))}</p>
            ) : null}
          </div>
        </div>
        <Button kind="primary" type="submit" wide busy={check.busy}>
          {message("practice_continue")}
        </Button>
      </Form>
      <Verdict verdict={verdict} isEmpty={code.trim() === ""} />
      <ErrorNotice error={check.error} />
    </Card>
  );
}

const NOT_TAKEN = {
  empty: { title: "practice_empty_title", text: "practice_empty_text" },
  old: { title: "practice_old_title", text: "practice_old_text" },
  wrong: { title: "practice_wrong_title", text: "practice_wrong_text" },
} as const satisfies Readonly<Record<string, { title: MessageKey; text: MessageKey }>>;

function Verdict(props: { verdict: PracticeVerdict | null; isEmpty: boolean }) {
  if (props.verdict === null) return null;
  if (props.verdict === "right") {
    return (
      <Notice tone="success" title={message("practice_right_title")} live>
        <p>{message("practice_right_text")}</p>
      </Notice>
    );
  }
  const { title, text } = NOT_TAKEN[props.isEmpty ? "empty" : props.verdict];
  return (
    <Notice tone="error" title={message(title)} live>
      <p>{message(text)}</p>
    </Notice>
  );
}
