// Adds an account from the popup, by hand or as the Headway page in use tells of it.

import { useLayoutEffect, useRef } from "preact/hooks";
import type { PageView } from "../../lib/app/views.ts";
import type { OutputOf } from "../../lib/rpc/protocol.ts";
import { message } from "../../lib/i18n/messages.ts";
import { AddAccountForm } from "../account/add-account-form.tsx";
import { Button } from "../controls/button.tsx";
import { BackIcon } from "../controls/icons.tsx";

export type AddAccountScreenProps = {
  readonly page: PageView | null;
  readonly onAdded: (answer: OutputOf<"account.create">) => Promise<void>;
  readonly onBack: () => void;
};

export function AddAccountScreen(props: AddAccountScreenProps) {
  const title = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => title.current?.focus(), []);
  return (
    <main class="screen">
      <div class="screen-head">
        <Button kind="quiet" onPress={props.onBack}>
          <BackIcon />
          {message("common_back")}
        </Button>
      </div>
      <h1 ref={title} tabIndex={-1}>
        {message("popup_add_account")}
      </h1>
      <p>{message("popup_add_account_text")}</p>
      <AddAccountForm page={props.page} onAdded={props.onAdded} />
    </main>
  );
}
