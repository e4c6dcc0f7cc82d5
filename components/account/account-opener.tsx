// The name of an account in a list, which opens its details.

import { useLayoutEffect, useRef } from "preact/hooks";
import type { AccountView } from "../../lib/app/views.ts";
import { emailText, knownRole, roleText } from "../account-name.ts";
import { ForwardIcon } from "../controls/icons.tsx";
import { RichText } from "../controls/rich-text.tsx";

export type AccountOpenerProps = {
  readonly account: AccountView;
  /** Its details were left just now: it takes the focus. */
  readonly isLeft: boolean;
  readonly onOpen: () => void;
};

export function AccountOpener(props: AccountOpenerProps) {
  const { account, isLeft } = props;
  const opener = useRef<HTMLButtonElement>(null);
  // At once, not after the next frame: a key pressed by then would go astray.
  useLayoutEffect(() => {
    if (isLeft) opener.current?.focus();
  }, [isLeft]);
  return (
    <button ref={opener} type="button" class="account-open" onClick={props.onOpen}>
      <RichText
        message="account_open"
        values={[
          <bdi key="email" class="account-email">
            {emailText(account.email)}
          </bdi>,
          roleText(knownRole(account)),
        ]}
        tags={{ heard: (content) => <span class="visually-hidden">{content}</span> }}
      />
      <ForwardIcon />
    </button>
  );
}
