// What to do when no way to sign in works, as Headway's help says it for each kind of account.

import type { AccountRole } from "../../lib/headway/roles.ts";

export function LockedOutSteps(props: { role: AccountRole }) {
  return (
    <ol>
      <li>
        Try another way first, on the sign-in page: a code from an authenticator app, a text or a
        call to your phone, fingerprint or face on the device where you set it up, a security key.
      </li>
      <li>
        If none of them works, choose “Recovery code” and type it where the page asks for a code. It
        works <b>once</b>. Headway then shows a new one: keep it, and destroy this sheet.
      </li>
      {props.role === "client" ? (
        <>
          <li>Without a recovery code, ask Headway support. They check who you are.</li>
          <li>
            Once you are in: open Account, scroll to Login, press “Reset 2FA”, sign in again and set
            up at least two ways.
          </li>
        </>
      ) : (
        <>
          <li>
            Without a recovery code, ask Headway support. They check who you are and can grant an
            exemption.
          </li>
          <li>
            From then on you have <b>one week</b>: sign in, open Settings, choose the Login tab,
            press “Reset” and set up at least two ways.
          </li>
        </>
      )}
    </ol>
  );
}
