// The second step of a login by code: authenticator app, phone or recovery code, and the list of
// other methods.

import { Hono } from "hono";
import type { MiddlewareHandler } from "hono";
import { giveRecoveryCode } from "../enrolling.ts";
import { isKeyKind, isMethod } from "../methods.ts";
import { passkeyPage } from "../pages/passkey.ts";
import { isChannel, verifyPhoneCode } from "../phone.ts";
import { isRecoveryCode } from "../recovery.ts";
import { goTo, goToScreen, record, refuse, showPage, showScreen, turnAway } from "../replies.ts";
import { readField } from "../requests.ts";
import type { PortalContext } from "../requests.ts";
import { methodListScreen } from "../screens.ts";
import type { LoginChallenge } from "../sessions.ts";
import {
  challengeScreen,
  chooseMethod,
  countWrongCode,
  endChallenge,
  openChallenge,
  passChallenge,
  sendCode,
} from "../signing-in.ts";
import type { SiteEventName } from "../state.ts";
import { verifyTotp } from "../totp.ts";
import type { User } from "../users.ts";
import { hasMethod } from "../users.ts";
import { codeErrors } from "../wording.ts";
import type { SiteEnv, World } from "../world.ts";

/** A request within an open challenge. */
interface Challenged {
  readonly world: World;
  readonly c: PortalContext;
  readonly login: LoginChallenge;
  readonly user: User;
}

type Step = (challenged: Challenged) => Response | Promise<Response>;
type CodeVerdict = { ok: true } | { ok: false; reason: keyof typeof codeErrors };

export function challengeRoutes(world: World): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>();
  const within =
    (step: Step): MiddlewareHandler<SiteEnv> =>
    async (c) => {
      const open = openChallenge(world, c);
      if (open === null) return turnAway(c, "/login", "Log in to continue.");
      return step({ world, c, ...open });
    };
  app.get(
    "/challenge",
    within(({ c, user }) => showScreen(world, c, methodListScreen(user))),
  );
  app.post("/challenge/choose", within(choose));
  app.post("/challenge/phone/send", within(resend));
  app.get("/challenge/:method", within(show));
  app.post("/challenge/:method", within(answer));
  return app;
}

async function choose({ world, c, login, user }: Challenged): Promise<Response> {
  const method = await readField(c, "method");
  if (!isMethod(method) || !hasMethod(user, method)) {
    return refuse(c, "This method is not enrolled.", 400);
  }
  const started = chooseMethod(world, user, login, method);
  return typeof started === "string" ? goTo(c, started) : goToScreen(c, started);
}

function show({ world, c, login, user }: Challenged): Response | Promise<Response> {
  if (c.req.param("method") !== login.method) return goTo(c, `/challenge/${login.method}`);
  const screen = challengeScreen(user, login.method);
  if (screen !== null) return showScreen(world, c, screen, missingCode(login));
  if (!isKeyKind(login.method)) return goTo(c, "/challenge");
  const { session } = c.var;
  return showPage(c, passkeyPage(session, session.makeUp ?? world.makeUp, "get", login.method));
}

function missingCode(login: LoginChallenge): string | null {
  return login.method === "phone" && login.phoneCode === null ? codeErrors.limited : null;
}

async function resend({ world, c, login, user }: Challenged): Promise<Response> {
  const channel = await readField(c, "channel");
  if (login.method !== "phone" || user.phone === null || !isChannel(channel)) {
    return refuse(c, "No code can be sent.", 400);
  }
  user.phone.channel = channel;
  const sent = sendCode(world, user.phone.number, channel);
  const screen = challengeScreen(user, "phone");
  if (screen === null) return refuse(c, "No code can be sent.", 400);
  if (sent === null) return showScreen(world, c, screen, codeErrors.limited, 429);
  login.phoneCode = sent;
  return goToScreen(c, screen);
}

async function answer(challenged: Challenged): Promise<Response> {
  const { world, c, login, user } = challenged;
  const method = c.req.param("method");
  const screen = challengeScreen(user, login.method);
  if (method !== login.method || screen === null) {
    return turnAway(c, `/challenge/${login.method}`, "Another method is being asked for.");
  }
  const typed = await readField(c, "code");
  const verdict = judge(challenged, typed);
  const reason = verdict.ok ? undefined : verdict.reason;
  record(world, c, user.email, eventName(login), verdict.ok, reason);
  if (verdict.ok) {
    const next = passChallenge(world, c, user, login.method);
    if (login.method !== "recovery") return goTo(c, next);
    giveRecoveryCode(c, user, "Your new recovery code", next);
    return goTo(c, "/recovery-code");
  }
  if (countWrongCode(world, user, login)) {
    endChallenge(world, c);
    return turnAway(c, "/login", "Too many wrong codes. Log in again.");
  }
  return showScreen(world, c, screen, codeErrors[verdict.reason], 400);
}

function eventName(login: LoginChallenge): SiteEventName {
  if (login.method === "phone") return login.phoneCode?.channel ?? "sms";
  return login.method === "recovery" ? "recovery" : "otp";
}

/** Verifies what was typed, and uses up what it verifies. */
function judge({ world, login, user }: Challenged, typed: string): CodeVerdict {
  if (login.method === "otp" && user.totp !== null) {
    const verdict = verifyTotp(user.totp, typed, world.now());
    if (verdict.ok) user.totp.lastStep = verdict.step;
    return verdict;
  }
  if (login.method === "phone") {
    if (login.phoneCode === null) return { ok: false, reason: "expired" };
    return verifyPhoneCode(login.phoneCode, typed, world.now());
  }
  const right = user.recoveryHash !== null && isRecoveryCode(typed, user.recoveryHash);
  return login.method === "recovery" && right ? { ok: true } : { ok: false, reason: "incorrect" };
}
