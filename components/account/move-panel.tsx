// Moves a code, a passkey or a recovery code to another account: one that is held, or a new one.

import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { AccountChoice, AccountView } from "../../lib/app/views.ts";
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
  readonly what: "code" | "passkey" | "recovery code";
  readonly onMoved: () => Promise<void>;
  readonly onCancel: () => void;
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
    announce(`Moved to ${target === undefined ? "the new account" : accountName(target)}.`);
    await props.onMoved();
  });
  return (
    <div class="confirm confirm-calm" role="group" aria-labelledby={title}>
      <p class="confirm-title" id={title}>
        Move this {what} to which account?
      </p>
      <p class="hint">Only its place in Waykey changes. At Headway everything stays as it is.</p>
      <Form
        onSubmit={() => {
          move.run();
        }}
      >
        <AccountPicker accounts={others} value={choice} onChange={setChoice} newAccount={fresh} />
        {what === "recovery code" ? <GoodCodeThere target={targetOf(choice, others)} /> : null}
        <ErrorNotice error={move.error} />
        <div class="buttons">
          <Button buttonRef={cancel} onPress={props.onCancel}>
            Leave it here
          </Button>
          <Button kind="primary" type="submit" disabled={choice === null} busy={move.busy}>
            Move to this account
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
      That account keeps a recovery code since {dateText(good.createdAt)}. Headway has one good code
      at a time: <b>the one saved later stays</b>, the other moves to the used ones.
    </p>
  );
}
