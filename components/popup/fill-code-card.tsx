// Offers to put a code into the page. The entry nearest to the page comes first, and has the focus
// unless the user has put it elsewhere by then, so that Enter fills it. It has it after a moment: the popup
// may have opened by itself, under a key that was meant for the page.

import { useEffect, useRef, useState } from "preact/hooks";
import type { FillResult, OtpCode } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { accountName } from "../account-name.ts";
import { Button } from "../controls/button.tsx";
import { Card } from "../controls/card.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { takeFreeFocus } from "../free-focus.ts";
import { usePorts } from "../ports-context.tsx";
import { useAction } from "../use-action.ts";
import { useCodes } from "../use-codes.ts";
import { useRpc } from "../use-rpc.tsx";
import { FillFailure } from "./fill-failure.tsx";
import { actionName, otpName } from "./otp-name.ts";
import type { HeldOtp } from "./page-match.ts";
import { type NextCode, NextCodeWait } from "./next-code-wait.tsx";

const OFFERED = 6;
const FOCUS_AFTER_MS = 500;

export type FillCodeCardProps = {
  readonly entries: readonly HeldOtp[];
  /** False where something else on the screen is to be read first. */
  readonly takesFocus: boolean;
  /** A button was pressed: what was said of a fill before is over. */
  readonly onFill: () => void;
};

export function FillCodeCard(props: FillCodeCardProps) {
  const { takesFocus } = props;
  const { call } = useRpc();
  const [result, setResult] = useState<(FillResult & { readonly id: string }) | null>(null);
  const first = useRef<HTMLButtonElement>(null);
  const offered = props.entries.slice(0, OFFERED);
  const codes = useCodes(offered.map(({ otp }) => otp.id));
  const { clipboard } = usePorts();
  const [isCopied, setCopied] = useState(false);
  const [awaited, setAwaited] = useState<NextCode | null>(null);
  const fill = useAction(async (id: string) => {
    props.onFill();
    setResult(null);
    setCopied(false);
    setAwaited(awaitedOf(codes.byId.get(id), Date.now()));
    const outcome = await call("page.fill-code", { id });
    setResult({ ...outcome, id });
    // A page that asks for another kind of code is to get this one by no way.
    if (outcome.filled || outcome.reason === "wrong-field") return;
    await clipboard.copy(outcome.code);
    setCopied(true);
  });

  useEffect(() => {
    if (!takesFocus) return undefined;
    const timer = setTimeout(() => takeFreeFocus(first.current), FOCUS_AFTER_MS);
    return () => clearTimeout(timer);
  }, [takesFocus]);

  if (offered.length === 0) {
    return (
      <Card title={message("popup_fill_none_title")}>
        <p>{message("popup_fill_none_text")}</p>
      </Card>
    );
  }
  return (
    <Card title={message("popup_fill_title")} prominent>
      <ul class="choices">
        {offered.map((entry, index) => (
          <li key={entry.otp.id}>
            <bdi class="choice-name">
              {entry.account.otps.length > 1 ? otpName(entry) : accountName(entry.account)}
            </bdi>
            <Button
              kind={index === 0 ? "primary" : "secondary"}
              name={actionName(message("popup_fill_code"), index, otpName(entry))}
              buttonRef={index === 0 ? first : null}
              busy={fill.busy}
              onPress={() => fill.run(entry.otp.id)}
            >
              {message("popup_fill_code")}
            </Button>
          </li>
        ))}
      </ul>
      {props.entries.length > offered.length ? (
        <p class="hint">{message("popup_fill_more")}</p>
      ) : null}
      <NextCodeWait next={fill.busy ? awaited : null} />
      {result?.filled === true ? (
        <Notice tone="success" title={message("popup_filled_title")} live>
          <p>{message("popup_filled_text")}</p>
        </Notice>
      ) : null}
      {result?.filled === false ? (
        <FillFailure
          why={{ reason: result.reason }}
          code={result.code}
          entryId={result.id}
          copyLabel={message(isCopied ? "popup_copy_again" : "popup_copy_instead")}
          isCopied={isCopied}
        />
      ) : null}
      <ErrorNotice error={fill.error} />
    </Card>
  );
}

/** What a fill will wait for, as the worker does; null if it will not. */
function awaitedOf(code: OtpCode | undefined, now: number): NextCode | null {
  if (code === undefined || now < code.endsSoonAt || now >= code.expiresAt) return null;
  return { startsAt: code.expiresAt, seconds: Math.ceil((code.expiresAt - now) / 1000) };
}
