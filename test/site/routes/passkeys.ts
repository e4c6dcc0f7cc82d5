// The WebAuthn ceremonies of enrolment and login, spoken in JSON. A challenge is bound to the
// session, lives five minutes and is used up by the first answer, right or wrong.

import { Hono } from "hono";
import { signedIn } from "../gates.ts";
import { enroll } from "../enrolling.ts";
import { isKeyKind } from "../methods.ts";
import type { KeyKind } from "../methods.ts";
import { creationOptions, requestOptions, verifyCreation, verifyRequest } from "../passkeys.ts";
import { goTo, record, refuse, turnAway } from "../replies.ts";
import { readBody } from "../requests.ts";
import type { PortalContext } from "../requests.ts";
import type { Ceremony, Session } from "../sessions.ts";
import { countWrongCode, endChallenge, openChallenge, passChallenge } from "../signing-in.ts";
import type { SiteEnv, World } from "../world.ts";

export const ceremonyLifeMs = 5 * 60_000;
const failed = "We could not verify you. Try again.";

export function passkeyRoutes(world: World): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>();
  app.post("/enroll/webauthn/*", signedIn(world));
  app.post("/enroll/webauthn/options", (c) => offerCreation(world, c));
  app.post("/enroll/webauthn/verify", (c) => takeCreation(world, c));
  app.post("/challenge/webauthn/options", (c) => offerRequest(world, c));
  app.post("/challenge/webauthn/verify", (c) => takeRequest(world, c));
  return app;
}

/** Takes the session's ceremony away and gives its challenge, if it is the one that is meant. */
export function takeChallenge(
  world: World,
  session: Session,
  purpose: Ceremony["purpose"],
  kind: KeyKind | null,
): string | null {
  const { ceremony } = session;
  session.ceremony = null;
  if (ceremony === null || world.now() > ceremony.expiresAt) return null;
  return ceremony.purpose === purpose && ceremony.kind === kind ? ceremony.challenge : null;
}

async function offerCreation(world: World, c: PortalContext): Promise<Response> {
  const { place, session, user } = c.var;
  const { kind } = await readBody(c);
  if (!isKeyKind(kind)) return refuse(c, "There is no such method.", 400);
  const options = await creationOptions(place, user, kind);
  const expiresAt = world.now() + ceremonyLifeMs;
  session.ceremony = { purpose: "create", kind, challenge: options.challenge, expiresAt };
  return c.json(options);
}

async function takeCreation(world: World, c: PortalContext): Promise<Response> {
  const { place, session, user } = c.var;
  const { kind, response } = await readBody(c);
  if (!isKeyKind(kind)) return refuse(c, "There is no such method.", 400);
  const challenge = takeChallenge(world, session, "create", kind);
  const taken = (id: string) =>
    world.state
      .users(place.role)
      .all()
      .some(({ credentials }) => credentials.some((credential) => credential.id === id));
  const verdict =
    challenge === null
      ? { ok: false as const, detail: "no open challenge" }
      : await verifyCreation(place, kind, challenge, response, taken);
  const detail = verdict.ok ? kind : `${kind}: ${verdict.detail}`;
  record(world, c, user.email, "webauthn-create", verdict.ok, detail);
  if (!verdict.ok) return refuse(c, failed, 400);
  user.credentials.push(verdict.value);
  return goTo(c, enroll(world, c, user, kind));
}

async function offerRequest(world: World, c: PortalContext): Promise<Response> {
  const open = openChallenge(world, c);
  if (open === null) return turnAway(c, "/login", "Log in to continue.");
  const { method } = open.login;
  if (!isKeyKind(method)) return refuse(c, "Another method is being asked for.", 400);
  const { place, session } = c.var;
  const options = await requestOptions(place, open.user, method);
  const expiresAt = world.now() + ceremonyLifeMs;
  session.ceremony = { purpose: "get", kind: method, challenge: options.challenge, expiresAt };
  return c.json(options);
}

async function takeRequest(world: World, c: PortalContext): Promise<Response> {
  const open = openChallenge(world, c);
  if (open === null) return turnAway(c, "/login", "Log in to continue.");
  const { login, user } = open;
  if (!isKeyKind(login.method)) return refuse(c, "Another method is being asked for.", 400);
  const { place, session } = c.var;
  const { response } = await readBody(c);
  const challenge = takeChallenge(world, session, "get", login.method);
  const verdict =
    challenge === null
      ? { ok: false as const, detail: "no open challenge" }
      : await verifyRequest(place, user, login.method, challenge, response);
  const detail = verdict.ok ? login.method : `${login.method}: ${verdict.detail}`;
  record(world, c, user.email, "webauthn-get", verdict.ok, detail);
  if (verdict.ok) return goTo(c, passChallenge(world, c, user, login.method));
  if (!countWrongCode(world, user, login)) return refuse(c, failed, 400);
  endChallenge(world, c);
  return turnAway(c, "/login", "Too many failed attempts. Log in again.");
}
