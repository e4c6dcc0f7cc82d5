// Enrolment of the authenticator app and the phone, and the start of every enrolment.

import { Hono } from "hono";
import { signedIn } from "../gates.ts";
import { enroll, giveRecoveryCode, methodsPath } from "../enrolling.ts";
import { isKeyKind, isMethod } from "../methods.ts";
import { passkeyPage } from "../pages/passkey.ts";
import { findUsNumber, isChannel, verifyPhoneCode } from "../phone.ts";
import { goTo, goToScreen, record, refuse, showPage, showScreen, turnAway } from "../replies.ts";
import { readField } from "../requests.ts";
import type { PortalContext } from "../requests.ts";
import { phoneCodeScreen, phoneNumberScreen, totpEnrolmentScreen } from "../screens.ts";
import { sendCode } from "../signing-in.ts";
import { createTotpSecret, verifyTotp } from "../totp.ts";
import { codeErrors, foreignNumber } from "../wording.ts";
import type { SiteEnv, World } from "../world.ts";

const attemptsPerEnrolment = 10;

export function enrollRoutes(world: World): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>();
  app.use("/enroll/*", signedIn(world));
  app.post("/enroll/start", (c) => start(c));
  app.get("/enroll/otp", (c) => showScreen(world, c, totpScreen(c)));
  app.post("/enroll/otp", (c) => enrollTotp(world, c));
  app.get("/enroll/phone", (c) => showScreen(world, c, phoneNumberScreen()));
  app.post("/enroll/phone", (c) => takeNumber(world, c));
  app.get("/enroll/phone/code", (c) => showPhoneCode(world, c));
  app.post("/enroll/phone/code", (c) => enrollPhone(world, c));
  app.post("/enroll/phone/send", (c) => resend(world, c));
  app.get("/enroll/:kind", (c) => {
    const { session } = c.var;
    const kind = c.req.param("kind");
    if (!isKeyKind(kind)) return refuse(c, "There is no such method.", 404);
    return showPage(c, passkeyPage(session, session.makeUp ?? world.makeUp, "create", kind));
  });
  return app;
}

async function start(c: PortalContext): Promise<Response> {
  const { session, user } = c.var;
  const method = await readField(c, "method");
  if (!isMethod(method)) return refuse(c, "There is no such method.", 400);
  session.newTotp = null;
  session.newPhone = null;
  session.notice = null;
  if (method !== "recovery") return goTo(c, `/enroll/${method}`);
  if (user.enrolled.length === 0) {
    session.notice = "Enroll another method first: it comes with a recovery code.";
    return goTo(c, methodsPath(user));
  }
  giveRecoveryCode(c, user, "Your recovery code", methodsPath(user));
  return goTo(c, "/recovery-code");
}

/** The enrolment screen for the session's new secret, which is made on the first visit. */
function totpScreen(c: PortalContext) {
  const { session, user } = c.var;
  session.newTotp ??= { secret: createTotpSecret(), attempts: 0 };
  return totpEnrolmentScreen(user.email, session.newTotp.secret, session.barcode);
}

async function enrollTotp(world: World, c: PortalContext): Promise<Response> {
  const { session, user } = c.var;
  const fresh = session.newTotp;
  if (fresh === null) return turnAway(c, "/enroll/otp", "Scan the code first.");
  const totp = { secret: fresh.secret, lastStep: -1 };
  const verdict = verifyTotp(totp, await readField(c, "code"), world.now());
  const detail = verdict.ok ? "enrolment" : `enrolment: ${verdict.reason}`;
  record(world, c, user.email, "otp", verdict.ok, detail);
  if (!verdict.ok) {
    fresh.attempts += 1;
    if (fresh.attempts < attemptsPerEnrolment) {
      return showScreen(world, c, totpScreen(c), codeErrors[verdict.reason], 400);
    }
    session.newTotp = null;
    session.notice = "Too many wrong codes. Start again.";
    return turnAway(c, methodsPath(user), session.notice);
  }
  user.totp = { secret: fresh.secret, lastStep: verdict.step };
  session.newTotp = null;
  return goTo(c, enroll(world, c, user, "otp"));
}

async function takeNumber(world: World, c: PortalContext): Promise<Response> {
  const channel = await readField(c, "channel");
  const number = findUsNumber(await readField(c, "phone"));
  if (number === null || !isChannel(channel)) {
    return showScreen(world, c, phoneNumberScreen(), foreignNumber, 400);
  }
  const code = sendCode(world, number, channel);
  if (code === null) return showScreen(world, c, phoneNumberScreen(), codeErrors.limited, 429);
  c.var.session.newPhone = { code, attempts: 0 };
  return goToScreen(c, phoneCodeScreen("enroll", number, channel));
}

function showPhoneCode(world: World, c: PortalContext): Response | Promise<Response> {
  const code = c.var.session.newPhone?.code;
  if (code === undefined) return goTo(c, "/enroll/phone");
  return showScreen(world, c, phoneCodeScreen("enroll", code.number, code.channel));
}

async function enrollPhone(world: World, c: PortalContext): Promise<Response> {
  const { session, user } = c.var;
  const fresh = session.newPhone;
  if (fresh === null) return turnAway(c, "/enroll/phone", "Enter your phone number first.");
  const { number, channel } = fresh.code;
  const verdict = verifyPhoneCode(fresh.code, await readField(c, "code"), world.now());
  const detail = verdict.ok ? "enrolment" : `enrolment: ${verdict.reason}`;
  record(world, c, user.email, channel, verdict.ok, detail);
  if (!verdict.ok) {
    fresh.attempts += 1;
    if (fresh.attempts < attemptsPerEnrolment) {
      const screen = phoneCodeScreen("enroll", number, channel);
      return showScreen(world, c, screen, codeErrors[verdict.reason], 400);
    }
    session.newPhone = null;
    session.notice = "Too many wrong codes. Start again.";
    return turnAway(c, methodsPath(user), session.notice);
  }
  user.phone = { number, channel };
  session.newPhone = null;
  return goTo(c, enroll(world, c, user, "phone"));
}

async function resend(world: World, c: PortalContext): Promise<Response> {
  const fresh = c.var.session.newPhone;
  const channel = await readField(c, "channel");
  if (fresh === null || !isChannel(channel)) return refuse(c, "No code can be sent.", 400);
  const { number } = fresh.code;
  const screen = phoneCodeScreen("enroll", number, channel);
  const code = sendCode(world, number, channel);
  if (code === null) return showScreen(world, c, screen, codeErrors.limited, 429);
  c.var.session.newPhone = { code, attempts: fresh.attempts };
  return goToScreen(c, screen);
}
