// One code with its copy button, which copies the large one. One that changes with time has a countdown; in
// its last seconds the next one is shown small, and takes its place at once when it runs out, before the worker
// has answered. One by a counter is made by a button, and is kept nowhere but here.

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { OtpCode, OtpView } from "../../lib/app/views.ts";
import { isOfHeadway } from "../../lib/headway/issuers.ts";
import { message } from "../../lib/i18n/messages.ts";
import { RichText } from "../controls/rich-text.tsx";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../controls/button.tsx";
import { Countdown } from "../controls/countdown.tsx";
import { CopyIcon } from "../controls/icons.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { usePorts } from "../ports-context.tsx";
import { useAction } from "../use-action.ts";
import { useDrawnMark } from "../use-mark.ts";
import { useNow } from "../use-now.ts";
import { useRpc } from "../use-rpc.tsx";
import { useHiddenCode } from "./hidden-codes.ts";

const LONG_DIGITS = 8;

export type CodeLineProps = {
  readonly otp: OtpView;
  /** Undefined until it is there, and always where a counter makes the codes. */
  readonly code: OtpCode | undefined;
  readonly error: unknown;
  /** What tells it from the account's other entries; null where there are none. */
  readonly label: string | null;
  /** The accessible name of a button for this code: of what it does, such as "Copy code". */
  readonly nameOf: (action: string) => string;
  /** For the button that makes the next code of a counter. */
  readonly newName: string;
};

export function CodeLine(props: CodeLineProps) {
  return props.otp.type === "hotp" ? <CountedCode {...props} /> : <TimedCode {...props} />;
}

function TimedCode(props: CodeLineProps) {
  const { otp, code } = props;
  const now = useNow(1000);
  useDrawnMark("waykey-code-shown", code !== undefined);
  const current = code === undefined ? null : now < code.expiresAt ? code.code : code.nextCode;
  const next =
    code !== undefined && now >= code.endsSoonAt && now < code.expiresAt ? code.nextCode : null;
  return (
    <CodeRow
      {...props}
      current={current}
      next={next}
      without={message("popup_code_coming")}
      hint={null}
    >
      {code === undefined ? (
        <span class="countdown" />
      ) : (
        <Countdown expiresAt={code.expiresAt} periodSeconds={otp.periodSeconds} />
      )}
    </CodeRow>
  );
}

function CountedCode(props: CodeLineProps) {
  const { otp } = props;
  const { call } = useRpc();
  const announce = useAnnounce();
  const [made, setMade] = useState<string | null>(null);
  const make = useAction(async () => {
    const { code } = await call("otp.next", { id: otp.id });
    setMade(code);
    announce(message("popup_new_code_made"));
  });
  return (
    <CodeRow
      {...props}
      error={make.error}
      current={made}
      next={null}
      without={message("popup_no_code_yet")}
      hint={message("popup_counted_hint")}
    >
      <Button name={props.newName} busy={make.busy} onPress={() => make.run()}>
        {message("popup_new_code")}
      </Button>
    </CodeRow>
  );
}

type CodeRowProps = Pick<CodeLineProps, "otp" | "error" | "label" | "nameOf"> & {
  readonly current: string | null;
  /** Of a code that is about to change: the one after it. */
  readonly next: string | null;
  /** What stands for the code while there is none, for those who do not see the dashes. */
  readonly without: string;
  readonly hint: string | null;
  /** What stands between the code and its copy button. */
  readonly children: ComponentChildren;
};

function CodeRow(props: CodeRowProps) {
  const { otp, current, nameOf } = props;
  const { clipboard } = usePorts();
  const announce = useAnnounce();
  const { toggle, isHidden } = useHiddenCode();
  const copy = useAction(async (text: string) => {
    await clipboard.copy(text);
    announce(message("common_code_copied"));
  });

  return (
    <div class="code-line">
      {props.label === null ? null : (
        <p class="code-label">
          <bdi>{props.label === "" ? otp.issuer : props.label}</bdi>
        </p>
      )}
      <div class="code-row">
        <span class="code-place">
          <span class={otp.digits > LONG_DIGITS ? "code code-long" : "code"}>
            {current === null ? (
              <NoCode text={props.without} mask={"–".repeat(otp.digits)} />
            ) : isHidden ? (
              <NoCode text={message("popup_code_hidden")} mask={"•".repeat(otp.digits)} />
            ) : (
              <CodeText code={current} inGroups={otp.type !== "steam"} />
            )}
          </span>
          {props.next === null || isHidden ? null : (
            <span class="code-next">
              <RichText
                message="popup_code_next"
                values={[<CodeText code={props.next} inGroups={otp.type !== "steam"} />]}
              />
            </span>
          )}
          {toggle === null || current === null ? null : (
            <button
              type="button"
              class={`code-toggle${props.next === null || isHidden ? " code-next" : ""}`}
              aria-label={nameOf(message(isHidden ? "popup_show_code" : "popup_hide_code"))}
              onClick={toggle}
            >
              {isHidden ? message("popup_show") : props.next === null ? message("common_hide") : ""}
            </button>
          )}
        </span>
        {props.children}
        <Button
          name={nameOf(message("popup_copy_code"))}
          busy={copy.busy}
          disabled={current === null}
          onPress={() => current !== null && copy.run(current)}
        >
          <CopyIcon />
          {message("common_copy")}
        </Button>
      </div>
      {props.hint === null ? null : <p class="hint">{props.hint}</p>}
      {otp.replacedBy === null ? null : <p class="hint">{message("popup_code_leaving")}</p>}
      {otp.confirmed || !isOfHeadway(otp.issuer) ? null : (
        <p class="hint">
          {message(otp.isImported ? "popup_code_imported" : "popup_code_unconfirmed")}
        </p>
      )}
      <ErrorNotice error={props.error ?? copy.error} />
    </div>
  );
}

/** Digits stand in two groups; the gap is drawn, so that copied text has none. */
export function CodeText(props: { code: string; inGroups: boolean }) {
  const { code, inGroups } = props;
  if (!inGroups) return <span class="digits">{code}</span>;
  const half = Math.ceil(code.length / 2);
  return (
    <>
      <span class="digits">{code.slice(0, half)}</span>
      <span class="digits">{code.slice(half)}</span>
    </>
  );
}

function NoCode(props: { text: string; mask: string }) {
  return (
    <>
      <span class="visually-hidden">{props.text}</span>
      <span class="code-empty" aria-hidden="true">
        {props.mask}
      </span>
    </>
  );
}
