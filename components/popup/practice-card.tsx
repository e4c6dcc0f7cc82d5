// Over the practice page: its code, and the button that fills it there, as for a code that counts.

import { useEffect, useRef, useState } from "preact/hooks";
import type { PracticeView } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { Button } from "../controls/button.tsx";
import { Card } from "../controls/card.tsx";
import { Countdown } from "../controls/countdown.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { takeFreeFocus } from "../free-focus.ts";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";
import { CodeText } from "./code-line.tsx";

export function PracticeCard(props: { practice: PracticeView }) {
  const { code, expiresAt, periodSeconds } = props.practice;
  const { call } = useRpc();
  const button = useRef<HTMLButtonElement>(null);
  const [isFilled, setFilled] = useState<boolean | null>(null);
  const fill = useAction(async () => {
    setFilled(null);
    const { filled } = await call("practice.fill", null);
    setFilled(filled);
  });
  useEffect(() => takeFreeFocus(button.current), []);

  return (
    <Card title={message("popup_practice_title")} prominent>
      <p>{message("popup_practice_text")}</p>
      <div class="code-row">
        <span class="code-place">
          <span class="code">
            <CodeText code={code} inGroups />
          </span>
        </span>
        <Countdown expiresAt={expiresAt} periodSeconds={periodSeconds} />
      </div>
      <Button kind="primary" wide buttonRef={button} busy={fill.busy} onPress={() => fill.run()}>
        {message("common_fill_practice")}
      </Button>
      {isFilled === true ? (
        <Notice tone="success" title={message("popup_practice_filled_title")} live>
          <p>{message("popup_practice_filled_text")}</p>
        </Notice>
      ) : null}
      {isFilled === false ? (
        <Notice tone="warning" title={message("popup_practice_left_title")} live>
          <p>{message("popup_practice_left_text")}</p>
        </Notice>
      ) : null}
      <ErrorNotice error={fill.error} />
    </Card>
  );
}
