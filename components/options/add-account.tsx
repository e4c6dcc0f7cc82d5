// Adds an account on the full page, behind a button that opens the form in its place.

import { useState } from "preact/hooks";
import { AddAccountForm } from "../account/add-account-form.tsx";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../controls/button.tsx";
import { useReturnedFocus } from "../use-returned-focus.ts";

export function AddAccount(props: { onChanged: () => Promise<void> }) {
  const announce = useAnnounce();
  const [isOpen, setOpen] = useState(false);
  const opener = useReturnedFocus(isOpen);
  if (!isOpen) {
    return (
      <div class="row-actions">
        <Button buttonRef={opener} onPress={() => setOpen(true)}>
          Add an account
        </Button>
      </div>
    );
  }
  return (
    <div class="stack">
      <AddAccountForm
        suggested={{ role: "client", email: "" }}
        onAdded={async ({ isNew }) => {
          await props.onChanged();
          setOpen(false);
          announce(isNew ? "Account added." : "You have this account already.");
        }}
      />
      <div class="row-actions">
        <Button kind="quiet" onPress={() => setOpen(false)}>
          Add no account
        </Button>
      </div>
    </div>
  );
}
