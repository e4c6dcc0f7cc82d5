// The answers of the portal routes. Each is a page or a redirect for a form, and JSON for a page
// script: `{ok, next}`, `{ok, screen}` or `{ok: false, error}`.

import type { ContentfulStatusCode } from "hono/utils/http-status";
import { portalPage } from "./pages/layout.ts";
import type { Page } from "./pages/layout.ts";
import { screenPage } from "./pages/screen.ts";
import { refusalPage } from "./pages/sign-in.ts";
import type { PortalContext } from "./requests.ts";
import { isScripted } from "./requests.ts";
import type { Screen } from "./screen.ts";
import type { SiteEventName } from "./state.ts";
import type { World } from "./world.ts";

export function showPage(
  c: PortalContext,
  page: Page,
  status: ContentfulStatusCode = 200,
): Response | Promise<Response> {
  return c.html(portalPage(c.var.place, c.var.session, page), status);
}

/** Shows a screen of the code steps in the visitor's make-up. */
export function showScreen(
  world: World,
  c: PortalContext,
  screen: Screen,
  error: string | null = null,
  status: ContentfulStatusCode = 200,
): Response | Promise<Response> {
  if (isScripted(c)) {
    return c.json(error === null ? { ok: true, screen } : { ok: false, error }, status);
  }
  const { session } = c.var;
  return showPage(c, screenPage(session, session.makeUp ?? world.makeUp, screen, error), status);
}

/** After a POST: the screen's address for a form, the screen itself for a script. */
export function goToScreen(c: PortalContext, screen: Screen): Response {
  if (isScripted(c)) return c.json({ ok: true, screen });
  return c.redirect(screen.path, 303);
}

export function goTo(c: PortalContext, path: string): Response {
  if (isScripted(c)) return c.json({ ok: true, next: path });
  return c.redirect(path, 303);
}

/** Sends the visitor away from a page that is closed to them. */
export function turnAway(c: PortalContext, path: string, message: string): Response {
  if (isScripted(c)) return c.json({ ok: false, error: message, next: path }, 403);
  return c.redirect(path, 303);
}

export function refuse(
  c: PortalContext,
  message: string,
  status: ContentfulStatusCode,
): Response | Promise<Response> {
  if (isScripted(c)) return c.json({ ok: false, error: message }, status);
  return showPage(c, refusalPage(message), status);
}

/** Writes a verdict into the record of the site. */
export function record(
  world: World,
  c: PortalContext,
  email: string,
  what: SiteEventName,
  ok: boolean,
  detail?: string,
): void {
  const event = { host: c.var.place.host, email, what, ok };
  world.state.record(detail === undefined ? event : { ...event, detail });
}
