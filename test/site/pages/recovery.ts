// The page that shows a recovery code once, and the page that follows when it was already shown.

import { html } from "hono/html";
import type { RecoveryStep, Session } from "../sessions.ts";
import type { Page } from "./layout.ts";
import { alertOf, csrfField } from "./layout.ts";

export function recoveryCodePage(
  session: Session,
  step: RecoveryStep,
  code: string | null,
  error: string | null,
): Page {
  return {
    title: step.heading,
    body: html`<h1>${step.heading}</h1>
      ${
        code === null
          ? html`<p>
                A recovery code is shown only once. If you did not record it, get another one.
              </p>
              <form method="post" action="/recovery-code/renew">
                ${csrfField(session)}<button type="submit" class="quiet">Get another code</button>
              </form>`
          : html`<p>
                Copy this recovery code and keep it somewhere safe. You'll need it if you ever need
                to log in without your device.
              </p>
              <code class="recovery">${code}</code>`
      }
      <form class="stack" method="post" action="/recovery-code">
        ${csrfField(session)}
        <label class="choice"
          ><input type="checkbox" name="recorded" value="yes" required />I have safely recorded this
          code</label
        >
        ${alertOf(error)}
        <button type="submit">Continue</button>
      </form>`,
  };
}
