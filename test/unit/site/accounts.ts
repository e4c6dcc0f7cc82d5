// Steps that several tests of the stand-in site take: sign up, log in, enrol an authenticator app.

import { Secret, TOTP } from "otpauth";
import type { Reply, Visitor } from "./visitor.ts";

export const email = "ada@example.org";
export const password = "correct horse battery";

export function signUp(visitor: Visitor): Promise<Reply> {
  return visitor.post("/signup", "/signup", { email, password });
}

export function logIn(visitor: Visitor): Promise<Reply> {
  return visitor.post("/login", "/login", { email, password });
}

export function codeAt(secret: string, timestamp: number): string {
  return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp });
}

/** Enrols an authenticator app by the typed key; returns the key and the recovery code. */
export async function enrollTotp(
  visitor: Visitor,
  nowMs: number,
): Promise<{ secret: string; recoveryCode: string }> {
  const page = await visitor.get("/enroll/otp");
  const secret = (/class="key">([^<]+)</.exec(page.text)?.[1] ?? "").replaceAll(" ", "");
  await visitor.post("/enroll/otp", "/enroll/otp", { code: codeAt(secret, nowMs) });
  return { secret, recoveryCode: await recordRecoveryCode(visitor) };
}

/** Reads the recovery code that is being shown, and confirms that it is recorded. */
export async function recordRecoveryCode(visitor: Visitor): Promise<string> {
  const page = await visitor.get("/recovery-code");
  const code = /class="recovery">([^<]+)</.exec(page.text)?.[1] ?? "";
  await visitor.post("/recovery-code", "/recovery-code", { recorded: "yes" });
  return code;
}
