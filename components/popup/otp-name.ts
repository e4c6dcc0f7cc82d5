// Names one entry among several: by its account, and by its label too if the account holds more.

import type { OtpView } from "../../lib/app/views.ts";
import { message, numberText } from "../../lib/i18n/messages.ts";
import { accountName } from "../account-name.ts";
import type { HeldOtp } from "./page-match.ts";

export function otpName({ otp, account }: HeldOtp): string {
  const name = accountName(account);
  if (account.otps.length < 2) return name;
  const label = otpLabel(otp, account.otps);
  const twins = account.otps.filter((other) => otpLabel(other, account.otps) === label);
  const named = label === "" ? message("popup_code_unnamed") : label;
  if (twins.length < 2) return message("common_account_and_label", name, named);
  const number = twins.findIndex((twin) => twin.id === otp.id) + 1;
  return message("popup_code_numbered", name, named, numberText(number));
}

/** Tells an entry from the others of its account: by its label, and by its issuer where another has that label. */
export function otpLabel(otp: OtpView, all: readonly OtpView[]): string {
  const twins = all.filter(({ label }) => label === otp.label);
  const isEnough = twins.every(({ issuer }) => issuer === otp.issuer) || otp.issuer === "";
  if (otp.label === "") return isEnough ? "" : otp.issuer;
  return isEnough ? otp.label : `${otp.issuer}: ${otp.label}`;
}

/** The first of a list has the short name; the others add what they belong to. */
export function actionName(action: string, index: number, name: string): string {
  return index === 0 ? action : message("popup_action_for", action, name);
}
