// What follows when a method was enrolled: it is remembered, and the first one brings a recovery
// code.

import type { Method } from "./methods.ts";
import { methodLabels } from "./methods.ts";
import { createRecoveryCode, hashRecoveryCode } from "./recovery.ts";
import { record } from "./replies.ts";
import type { PortalContext } from "./requests.ts";
import type { User } from "./users.ts";
import type { World } from "./world.ts";

/** The page that lists the methods. */
export function methodsPath(user: User): string {
  return user.role === "provider" ? "/settings/login" : "/settings";
}

/** Marks a method as enrolled; returns the address of the next page. */
export function enroll(world: World, c: PortalContext, user: User, method: Method): string {
  if (!user.enrolled.includes(method)) user.enrolled.push(method);
  record(world, c, user.email, "enrolled", true, method);
  c.var.session.notice = `${methodLabels[method]} is enrolled.`;
  if (user.recoveryHash !== null) return methodsPath(user);
  giveRecoveryCode(c, user, "Your recovery code", methodsPath(user));
  return "/recovery-code";
}

/** Makes the recovery code that replaces any other, to be shown on the next page. */
export function giveRecoveryCode(
  c: PortalContext,
  user: User,
  heading: string,
  next: string,
): void {
  const code = createRecoveryCode();
  user.recoveryHash = hashRecoveryCode(code);
  c.var.session.recovery = { code, heading, next };
}
