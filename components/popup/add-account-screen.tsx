// Adds an account from the popup, by hand or as the Headway page in use tells of it.

import { useRef } from "preact/hooks";
import type { PageView } from "../../lib/app/views.ts";
import type { OutputOf } from "../../lib/rpc/protocol.ts";
import { message } from "../../lib/i18n/messages.ts";
import { AddAccountForm } from "../account/add-account-form.tsx";
import type { NewAccount } from "../controls/new-account-fields.tsx";
import { ScreenHead } from "../controls/screen-head.tsx";
import { usePorts } from "../ports-context.tsx";

export type AddAccountScreenProps = {
  readonly page: PageView | null;
  /** What was left half-typed when the popup closed; null: nothing. */
  readonly typed: NewAccount | null;
  readonly onAdded: (answer: OutputOf<"account.create">) => Promise<void>;
  readonly onBack: () => void;
};

export function AddAccountScreen(props: AddAccountScreenProps) {
  const { drafts } = usePorts();
  const title = useRef<HTMLHeadingElement>(null);
  return (
    <main class="screen">
      <ScreenHead
        title={message("popup_add_account")}
        titleRef={title}
        onBack={() => {
          void drafts.set(null);
          props.onBack();
        }}
      />
      <p>{message("popup_add_account_text")}</p>
      <AddAccountForm
        page={props.page}
        typed={props.typed}
        onTyped={(account) => void drafts.set({ kind: "account", account })}
        onAdded={async (answer) => {
          await drafts.set(null);
          await props.onAdded(answer);
        }}
      />
    </main>
  );
}
