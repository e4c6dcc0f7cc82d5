// One code with its countdown and its copy button. When it runs out the next one takes its place at
// once, before the worker has answered.

import type { OtpCode, OtpView } from "../../lib/app/views.ts";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../controls/button.tsx";
import { Countdown } from "../controls/countdown.tsx";
import { CopyIcon } from "../controls/icons.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { usePorts } from "../ports-context.tsx";
import { useAction } from "../use-action.ts";
import { useNow } from "../use-now.ts";

const LONG_DIGITS = 8;

export type CodeLineProps = {
  readonly otp: OtpView;
  /** Undefined until it is there. */
  readonly code: OtpCode | undefined;
  readonly error: unknown;
  readonly showLabel: boolean;
  readonly copyName: string;
};

export function CodeLine(props: CodeLineProps) {
  const { otp, code } = props;
  const { clipboard } = usePorts();
  const announce = useAnnounce();
  const now = useNow(1000);
  const current = code === undefined ? null : now < code.expiresAt ? code.code : code.nextCode;
  const copy = useAction(async (text: string) => {
    await clipboard.copy(text);
    announce("Code copied.");
  });

  return (
    <div class="code-line">
      {props.showLabel ? (
        <p class="code-label">
          <bdi>{otp.label === "" ? otp.issuer : otp.label}</bdi>
        </p>
      ) : null}
      <div class="code-row">
        <span class={otp.digits > LONG_DIGITS ? "code code-long" : "code"}>
          {current === null ? <CodeOnItsWay digits={otp.digits} /> : <CodeDigits code={current} />}
        </span>
        {code === undefined ? (
          <span class="countdown" />
        ) : (
          <Countdown expiresAt={code.expiresAt} periodSeconds={otp.periodSeconds} />
        )}
        <Button
          name={props.copyName}
          busy={copy.busy}
          disabled={current === null}
          onPress={() => current !== null && copy.run(current)}
        >
          <CopyIcon />
          Copy
        </Button>
      </div>
      {otp.confirmed ? null : <p class="hint">Not confirmed by Headway yet</p>}
      <ErrorNotice error={props.error ?? copy.error} />
    </div>
  );
}

/** The digits in two groups; the gap is drawn, so that copied text has none. */
function CodeDigits(props: { code: string }) {
  const half = Math.ceil(props.code.length / 2);
  return (
    <>
      <span class="digits">{props.code.slice(0, half)}</span>
      <span class="digits">{props.code.slice(half)}</span>
    </>
  );
}

function CodeOnItsWay(props: { digits: number }) {
  return (
    <>
      <span class="visually-hidden">The code is on its way</span>
      <span class="code-empty" aria-hidden="true">
        {"–".repeat(props.digits)}
      </span>
    </>
  );
}
