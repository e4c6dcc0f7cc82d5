// Adds an account from the popup, by hand or as the Headway page in use tells of it.

import { useLayoutEffect, useRef } from "preact/hooks";
import type { PageView } from "../../lib/app/views.ts";
import type { OutputOf } from "../../lib/rpc/protocol.ts";
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
          Back
        </Button>
      </div>
      <h1 ref={title} tabIndex={-1}>
        Add an account
      </h1>
      <p>
        Codes, passkeys and a recovery code can be added to it later. You may have several accounts
        of each kind, and a client and a provider account with one address.
      </p>
      <AddAccountForm page={props.page} onAdded={props.onAdded} />
    </main>
  );
}
