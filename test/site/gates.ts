// What stands before the portal routes: response headers, the session cookie, the CSRF token, and
// the gate that lets only signed-in accounts through (providers only once they have a second
// factor).

import type { MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { readBody } from "./requests.ts";
import { refuse, turnAway } from "./replies.ts";
import { isMakeUp } from "./sessions.ts";
import type { SiteEnv, World } from "./world.ts";

const sessionCookie = "__Host-headway";

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'self'",
  "base-uri 'none'",
];

/** The policy, with `own` directives in the place of those of the same name. */
function policyWith(own: readonly string[]): string {
  const nameOf = (directive: string) => directive.split(" ")[0];
  const names = new Set(own.map(nameOf));
  return [...policy.filter((directive) => !names.has(nameOf(directive))), ...own].join("; ");
}

/** Sets the headers of every portal page; a route may use it first with directives of its `own`. */
export function securityHeaders(own: readonly string[] = []): MiddlewareHandler<SiteEnv> {
  return async (c, next) => {
    await next();
    if (!c.res.headers.has("Content-Security-Policy")) {
      c.header("Content-Security-Policy", policyWith(own));
    }
    if (!c.res.headers.has("Cache-Control")) c.header("Cache-Control", "no-store");
    c.header("X-Content-Type-Options", "nosniff");
    c.header("Referrer-Policy", "same-origin");
  };
}

/** Finds or opens the session, and reads `?makeup=` and `?barcode=` into it. */
export function withSession(world: World): MiddlewareHandler<SiteEnv> {
  return async (c, next) => {
    const { host } = c.var.place;
    const cookie = getCookie(c, sessionCookie);
    const found = cookie === undefined ? null : world.sessions.find(cookie, host);
    const session = found ?? world.sessions.open(host);
    const makeUp = c.req.query("makeup");
    if (isMakeUp(makeUp)) session.makeUp = makeUp;
    const barcode = c.req.query("barcode");
    if (barcode === "svg" || barcode === "png") session.barcode = barcode;
    c.set("session", session);
    await next();
    if (session.id === cookie) return;
    setCookie(c, sessionCookie, session.id, {
      path: "/",
      secure: true,
      httpOnly: true,
      sameSite: "Lax",
    });
  };
}

/** Refuses a POST from another origin, or without the session's CSRF token. */
export function againstForgery(): MiddlewareHandler<SiteEnv> {
  return async (c, next) => {
    if (c.req.method === "GET" || c.req.method === "HEAD") return next();
    const origin = c.req.header("origin");
    const token = c.req.header("x-csrf-token") ?? (await readBody(c))["csrf"];
    const foreign = origin !== undefined && origin !== c.var.place.origin;
    if (foreign || token !== c.var.session.csrf) {
      return refuse(c, "Your session has expired. Reload the page and try again.", 403);
    }
    return next();
  };
}

const openToUnenrolled = ["/enroll/", "/settings/login", "/recovery-code"];

/** Lets signed-in accounts through, with the duties they still have done first. */
export function signedIn(world: World): MiddlewareHandler<SiteEnv> {
  return async (c, next) => {
    const { place, session } = c.var;
    const user = session.email === null ? null : world.state.users(place.role).find(session.email);
    if (user === null) return turnAway(c, "/login", "Log in to continue.");
    const { path } = c.req;
    if (session.recovery !== null && !path.startsWith("/recovery-code")) {
      return turnAway(c, "/recovery-code", "Record your recovery code to continue.");
    }
    const mustEnroll = place.role === "provider" && user.enrolled.length === 0;
    if (mustEnroll && !openToUnenrolled.some((start) => path.startsWith(start))) {
      const message = "Two-factor authentication is required for all provider accounts.";
      session.notice = `${message} Enroll a method to continue.`;
      return turnAway(c, "/settings/login", message);
    }
    c.set("user", user);
    return next();
  };
}
