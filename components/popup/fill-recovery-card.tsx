// Offers to put a kept recovery code into the page: it takes the password, and a plain warning that
// the code can be used only once.

import { useRef, useState } from "preact/hooks";
import type { AccountView, FillResult } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { RichText } from "../controls/rich-text.tsx";
import { accountName } from "../account-name.ts";
import { Button } from "../controls/button.tsx";
import { Card } from "../controls/card.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { PasswordForm } from "../controls/password-form.tsx";
import { useAction } from "../use-action.ts";
import { useReturnedFocus } from "../use-returned-focus.ts";
import { useRpc } from "../use-rpc.tsx";
import { FillFailure } from "./fill-failure.tsx";
import { actionName } from "./otp-name.ts";
import { WhereElse } from "./where-else.tsx";

export type FillRecoveryCardProps = {
  /** Those nearest to the page first. */
  readonly accounts: readonly AccountView[];
  /** Those that the page may be about; null if it may be any. */
  readonly meant: readonly AccountView[] | null;
  readonly onChanged: () => Promise<void>;
};

type Failure = Extract<FillResult, { filled: false }> & {
  /** Of the recovery code. */
  readonly id: string;
};

export function FillRecoveryCard(props: FillRecoveryCardProps) {
  const { call } = useRpc();
  const [asked, setAsked] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const held = props.accounts.flatMap((account) =>
    account.recoveryCodes
      .filter((code) => code.usedAt === null)
      .map(({ id, hasPassphrase }) => ({ id, hasPassphrase, account })),
  );
  const noteCopied = async (id: string) => {
    await call("recovery.note-copied", { id });
    await props.onChanged();
  };
  const fill = useAction(async (password: string, own: { readonly passphrase?: string }) => {
    if (asked === null) return;
    setFailure(null);
    const result = await call("page.fill-recovery-code", { id: asked, password, ...own });
    setAsked(null);
    if (!result.filled) setFailure({ ...result, id: asked });
    await props.onChanged();
  });
  const opened = useRef<string | null>(null);
  const opener = useReturnedFocus(asked !== null);
  const chosen = held.find((code) => code.id === asked);
  // Of another account Headway takes none here.
  const { meant } = props;
  const isMeant = ({ id }: AccountView) => meant === null || meant.some((each) => each.id === id);
  const isOfOthers = held.length > 0 && !held.some(({ account }) => isMeant(account));

  return (
    <Card title={message("popup_fill_recovery_title")} prominent={held.length > 0 && !isOfOthers}>
      {held.length === 0 || isOfOthers ? <WhereElse accounts={meant ?? props.accounts} /> : null}
      {isOfOthers ? <p>{message("popup_fill_recovery_others")}</p> : null}
      {chosen === undefined ? (
        <ul class="choices">
          {held.map((code, index) => (
            <li key={code.id}>
              <bdi class="choice-name">{accountName(code.account)}</bdi>
              <Button
                kind={index === 0 && !isOfOthers ? "primary" : "secondary"}
                name={actionName(message("popup_fill_recovery"), index, accountName(code.account))}
                buttonRef={opened.current === code.id ? opener : null}
                onPress={() => {
                  opened.current = code.id;
                  fill.clear();
                  setFailure(null);
                  setAsked(code.id);
                }}
              >
                {message("popup_fill_recovery")}
              </Button>
            </li>
          ))}
        </ul>
      ) : (
        <PasswordForm
          action={fill}
          asksPassphrase={chosen.hasPassphrase}
          submitLabel={message("popup_fill_recovery_submit")}
          cancelLabel={message("common_not_now")}
          onCancel={() => setAsked(null)}
        >
          <p>
            <RichText
              message="popup_fill_recovery_once"
              values={[<bdi>{accountName(chosen.account)}</bdi>]}
            />
          </p>
        </PasswordForm>
      )}
      {failure === null ? null : (
        <FillFailure
          why={{ reason: failure.reason }}
          code={failure.code}
          copyLabel={message("popup_fill_recovery_copy")}
          onCopied={() => noteCopied(failure.id)}
        />
      )}
      {chosen === undefined ? <ErrorNotice error={fill.error} /> : null}
    </Card>
  );
}
