// For pages that ask for a code Waykey does not make: says where it comes from and what to try when
// it does not come.

import { Card } from "../controls/card.tsx";

export function OtherCodeCard(props: { kind: "phone-challenge" | "email-challenge" }) {
  if (props.kind === "email-challenge") {
    return (
      <Card title="This page asks for a code from your e-mail">
        <p>Waykey doesn’t hold that one. Look in your inbox, and in the spam folder as well.</p>
      </Card>
    );
  }
  return (
    <Card title="This page asks for a code sent to your phone">
      <p>Waykey doesn’t hold that one. If it doesn’t arrive:</p>
      <ul class="steps">
        <li>try the voice call instead of the text message;</li>
        <li>look among messages from unknown senders and in the spam folder;</li>
        <li>choose “Authenticator app” on the page and let Waykey fill its code.</li>
      </ul>
    </Card>
  );
}
