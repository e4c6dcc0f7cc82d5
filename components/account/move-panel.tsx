// Moves a code, a passkey or a recovery code to another account: one that is held, or a new one.

import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { AccountChoice, AccountView } from "../../lib/app/views.ts";
import { type MessageKey, message } from "../../lib/i18n/messages.ts";
import { RichText } from "../controls/rich-text.tsx";
import { accountName } from "../account-name.ts";
import { useAnnounce } from "../announcer.tsx";
import { AccountPicker } from "../controls/account-picker.tsx";
import { Button } from "../controls/button.tsx";
import { Form } from "../controls/form.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { dateText } from "../plain-text.ts";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";

/** Where a thing is, and where else it may go. */
export type Places = {
  readonly account: AccountView;
  /** All of them. */
  readonly accounts: readonly AccountView[];
};

export type MovePanelProps = Places & {
  readonly id: string;
  readonly what: "code" | "passkey" | "recovery-code";
  readonly onMoved: () => Promise<void>;
  readonly onCancel: () => void;
};

const TITLES: Readonly<Record<MovePanelProps["what"], MessageKey>> = {
  code: "account_move_code_title",
  passkey: "account_move_passkey_title",
  "recovery-code": "account_move_recovery_title",
};

export function MovePanel(props: MovePanelProps) {
  const { account, what } = props;
  const title = useId();
  const { call } = useRpc();
  const announce = useAnnounce();
  const others = props.accounts.filter((other) => other.id !== account.id);
  const fresh = { role: account.role, email: "" };
  const [choice, setChoice] = useState<AccountChoice | null>(others.length === 0 ? fresh : null);
  const cancel = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => cancel.current?.focus(), []);
  const move = useAction(async () => {
    if (choice === null) return;
    await call("holding.move", { id: props.id, account: choice });
    const target = targetOf(choice, others);
    announce(
      target === undefined
        ? message("account_moved_to_new")
        : message("account_moved_to", accountName(target)),
    );
    await props.onMoved();
  });
  return (
    <div class="confirm confirm-calm" role="group" aria-labelledby={title}>
      <p class="confirm-title" id={title}>
        {message(TITLES[what])}
      </p>
      <p class="hint">{message("account_move_hint")}</p>
      <Form
        onSubmit={() => {
          move.run();
        }}
      >
        <AccountPicker accounts={others} value={choice} onChange={setChoice} newAccount={fresh} />
        {what === "recovery-code" ? <GoodCodeThere target={targetOf(choice, others)} /> : null}
        <ErrorNotice error={move.error} />
        <div class="buttons">
          <Button buttonRef={cancel} onPress={props.onCancel}>
            {message("account_move_cancel")}
          </Button>
          <Button kind="primary" type="submit" disabled={choice === null} busy={move.busy}>
            {message("account_move_confirm")}
          </Button>
        </div>
      </Form>
    </div>
  );
}

function targetOf(
  choice: AccountChoice | null,
  accounts: readonly AccountView[],
): AccountView | undefined {
  if (choice === null || !("accountId" in choice)) return undefined;
  return accounts.find(({ id }) => id === choice.accountId);
}

function GoodCodeThere(props: { target: AccountView | undefined }) {
  const good = props.target?.recoveryCodes.find(({ usedAt }) => usedAt === null);
  if (good === undefined) return null;
  return (
    <p>
      <RichText message="account_move_good_code_there" values={[dateText(good.createdAt)]} />
    </p>
  );
}
