// The steps between a right password and a signed-in session: opening a challenge for a method,
// ending it, and signing in.

import type { Method } from "./methods.ts";
import type { Channel, PhoneCode } from "./phone.ts";
import { record } from "./replies.ts";
import type { PortalContext } from "./requests.ts";
import type { Screen } from "./screen.ts";
import { phoneCodeScreen, recoveryChallengeScreen, totpChallengeScreen } from "./screens.ts";
import type { LoginChallenge } from "./sessions.ts";
import type { User } from "./users.ts";
import type { World } from "./world.ts";

const challengeLifeMs = 15 * 60_000;
const attemptsPerChallenge = 10;

/** Signs the session in under a new identifier; returns the address of the first page. */
export function signIn(world: World, c: PortalContext, user: User, by: string): string {
  const { session } = c.var;
  world.sessions.rotate(session);
  session.email = user.email;
  record(world, c, user.email, "signed-in", true, by);
  return user.role === "provider" && user.enrolled.length === 0 ? "/settings/login" : "/home";
}

/**
 * Opens the second step of a login under a new session identifier.
 * @returns The screen to show, or the address of a page that is no code screen.
 */
export function startChallenge(
  world: World,
  c: PortalContext,
  user: User,
  method: Method,
): Screen | string {
  const { session } = c.var;
  world.sessions.rotate(session);
  session.login = {
    email: user.email,
    expiresAt: world.now() + challengeLifeMs,
    method,
    attempts: 0,
    phoneCode: null,
  };
  return chooseMethod(world, user, session.login, method);
}

/** Turns an open challenge to a method, sending a code if it is the phone. */
export function chooseMethod(
  world: World,
  user: User,
  login: LoginChallenge,
  method: Method,
): Screen | string {
  login.method = method;
  if (method === "phone" && user.phone !== null) {
    login.phoneCode = sendCode(world, user.phone.number, user.phone.channel) ?? login.phoneCode;
  }
  return challengeScreen(user, method) ?? `/challenge/${method}`;
}

/** The screen of a method's challenge; null for the WebAuthn methods. */
export function challengeScreen(user: User, method: Method): Screen | null {
  if (method === "otp") return totpChallengeScreen();
  if (method === "recovery") return recoveryChallengeScreen();
  if (method !== "phone" || user.phone === null) return null;
  return phoneCodeScreen("challenge", user.phone.number, user.phone.channel);
}

/** Sends a code, or gives null when the number was sent too many. */
export function sendCode(world: World, number: string, channel: Channel): PhoneCode | null {
  if (world.messageLimit.isSpent(number)) return null;
  world.messageLimit.count(number);
  return world.state.phones.send(number, channel, world.now());
}

/** The open, unexpired challenge of this session with its account, or null. */
export function openChallenge(
  world: World,
  c: PortalContext,
): { login: LoginChallenge; user: User } | null {
  const { login } = c.var.session;
  if (login === null || world.now() > login.expiresAt) return null;
  const user = world.state.users(c.var.place.role).find(login.email);
  return user === null ? null : { login, user };
}

/** Counts a wrong code; true when the challenge or the account has had too many. */
export function countWrongCode(world: World, user: User, login: LoginChallenge): boolean {
  const key = `${user.role} ${user.email}`;
  world.codeLimit.count(key);
  login.attempts += 1;
  return login.attempts >= attemptsPerChallenge || world.codeLimit.isSpent(key);
}

/** Ends a challenge that had too many wrong codes: the visitor has to log in again. */
export function endChallenge(world: World, c: PortalContext): void {
  world.sessions.rotate(c.var.session);
  c.var.session.notice = "Too many wrong codes. Log in again.";
}

/** Signs in by a method that was verified, and remembers it as the last used. */
export function passChallenge(world: World, c: PortalContext, user: User, method: Method): string {
  if (method !== "recovery") user.lastMethod = method;
  return signIn(world, c, user, method);
}
