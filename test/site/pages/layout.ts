// The frame of every page: head, bar and main. Values are escaped by hono/html.

import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import type { HeadwayPlace } from "../hosts.ts";
import type { Leave } from "../screen.ts";
import type { Session } from "../sessions.ts";

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

export interface Page {
  readonly title: string;
  readonly body: Html;
  /** File names in /assets/. */
  readonly scripts?: readonly string[];
}

/** The bare document, for hosts without accounts. */
export function documentOf(page: Page, bar: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${page.title}</title>
        <link rel="stylesheet" href="/assets/site.css" />
        ${(page.scripts ?? []).map(
          (script) => html`<script type="module" src="/assets/${script}"></script>`,
        )}
      </head>
      <body>
        ${bar}
        <main>${page.body}</main>
      </body>
    </html>`;
}

/** A page of a portal, with the links and the log-out button of whoever is signed in. */
export function portalPage(place: HeadwayPlace, session: Session, page: Page): Html {
  const provider = place.role === "provider";
  const links =
    session.email === null
      ? html`<a href="/login">Log in</a><a href="/signup">Sign up</a>`
      : html`<a href="/home">Home</a><a href="/settings">Settings</a>
          ${provider ? "" : html`<a href="/account">Account</a>`}
          <form method="post" action="/logout">
            ${csrfField(session)}<button class="quiet">Log out</button>
          </form>`;
  const bar = html`<header class="bar">
    <strong>${provider ? "Headway for providers" : "Headway"}</strong>${links}
  </header>`;
  return documentOf({ ...page, title: `${page.title} | Headway` }, bar);
}

export function csrfField(session: Session): Html {
  return html`<input type="hidden" name="csrf" value="${session.csrf}" />`;
}

/** A button that opens another page, such as the list of other methods. */
export function leaveForm({ label, path }: Leave): Html {
  return html`<form method="get" action="${path}">
    <button type="submit" class="quiet">${label}</button>
  </form>`;
}

export function alertOf(error: string | null): Html {
  return error === null ? html`` : html`<p class="error" role="alert">${error}</p>`;
}

/** Shows the session's message for the next page, and forgets it. */
export function noticeOf(session: Session): Html {
  const { notice } = session;
  session.notice = null;
  return notice === null ? html`` : html`<p class="notice" role="status">${notice}</p>`;
}
