// What to do when the vault is empty, in the words of Headway's own settings.

import type { PageView } from "../../lib/app/views.ts";
import { Card } from "../controls/card.tsx";

export function NothingYet(props: { page: PageView | null }) {
  if (props.page?.kind === "otp-enrolment") return null;
  return (
    <Card title="No accounts yet">
      <ol class="steps">
        <li>
          Sign in to Headway and open <b>Settings</b>. Providers then choose the <b>Login</b> tab.
        </li>
        <li>
          Press <b>Enroll</b> beside “Authenticator app”.
        </li>
        <li>Open Waykey again while the QR code is in view.</li>
      </ol>
      <p class="hint">
        For a passkey, press Enroll beside “Fingerprint or face” or “Security key”: Waykey asks you
        by itself.
      </p>
    </Card>
  );
}
