// Names one entry among several: by its account, and by its label too if the account holds more.

import { accountName } from "../account-name.ts";
import type { HeldOtp } from "./page-match.ts";

export function otpName({ otp, account }: HeldOtp): string {
  const name = accountName(account);
  if (account.otps.length < 2) return name;
  const twins = account.otps.filter((other) => other.label === otp.label);
  const number = twins.length < 2 ? "" : ` ${twins.findIndex((twin) => twin.id === otp.id) + 1}`;
  return `${name}, ${otp.label === "" ? "code" : otp.label}${number}`;
}

/** The first of a list has the short name; the others add what they belong to. */
export function actionName(action: string, index: number, name: string): string {
  return index === 0 ? action : `${action} for ${name}`;
}
