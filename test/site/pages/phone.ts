// The page that plays the phones of all users: every text and call, newest first.

import { html } from "hono/html";
import type { PhoneMessage } from "../phone.ts";
import type { Page } from "./layout.ts";

export function phonePage(messages: readonly PhoneMessage[]): Page {
  const numbers = [...new Set(messages.map(({ number }) => number))];
  return {
    title: "Phone",
    body: html`<h1>Phone</h1>
      <p>This page plays the phone: what Headway texted and said, by number.</p>
      ${numbers.length === 0 ? html`<p>No messages yet.</p>` : ""}
      ${numbers.map(
        (number) =>
          html`<h2>${number}</h2>
            <ul class="rows" data-number="${number}">
              ${messages
                .filter((message) => message.number === number)
                .toReversed()
                .map(
                  (message) =>
                    html`<li data-channel="${message.channel}">
                      <div>
                        <p>
                          ${message.channel === "sms" ? "Text" : "Call"},
                          <time>${new Date(message.at).toISOString()}</time>
                        </p>
                        ${message.text}
                      </div>
                    </li>`,
                )}
            </ul>`,
      )}`,
  };
}
