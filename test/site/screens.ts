// Makes the screens of the code steps as plain data, so that every make-up (an HTML form, a React
// application, single-digit boxes) shows the same words and posts to the same addresses.

import type { BarcodeFormat } from "./barcode.ts";
import { barcodeUrl } from "./barcode.ts";
import type { Method } from "./methods.ts";
import { methodLabels, methods } from "./methods.ts";
import type { Channel } from "./phone.ts";
import { maskedNumber } from "./phone.ts";
import { groupedSecret, totpUri } from "./totp.ts";
import type { CodeScreen, ListScreen, NumberScreen, ScreenButton } from "./screen.ts";
import type { User } from "./users.ts";
import { hasMethod } from "./users.ts";

const another = { label: "Try another method", path: "/challenge" };
const cancel = { label: "Cancel", path: "/settings" };

const phoneHeadings: Readonly<Record<Channel, string>> = {
  sms: "Enter the 6-digit code we texted you",
  voice: "Enter the 6-digit code we told you by phone",
};

export function totpEnrolmentScreen(
  email: string,
  secret: string,
  format: BarcodeFormat,
): CodeScreen {
  return {
    kind: "code",
    path: "/enroll/otp",
    heading: "Secure your account — scan this code",
    lead: "Scan the QR code below using your preferred authenticator app and then enter the provided one-time code below.",
    label: "Enter your one-time code",
    entry: "totp",
    action: "/enroll/otp",
    barcode: { source: barcodeUrl(totpUri(email, secret), format), keyText: groupedSecret(secret) },
    buttons: [],
    leave: cancel,
  };
}

export function totpChallengeScreen(): CodeScreen {
  return {
    kind: "code",
    path: "/challenge/otp",
    heading: "Check your authenticator app",
    lead: "Verify your identity: check your preferred one-time password application for a code.",
    label: "Enter your one-time code",
    entry: "totp",
    action: "/challenge/otp",
    barcode: null,
    buttons: [],
    leave: another,
  };
}

export function phoneNumberScreen(): NumberScreen {
  return {
    kind: "number",
    path: "/enroll/phone",
    heading: "Secure your account with your phone",
    lead: "Enter your phone number. US phone numbers (+1) only.",
    action: "/enroll/phone",
    leave: cancel,
  };
}

export function phoneCodeScreen(
  step: "enroll" | "challenge",
  number: string,
  channel: Channel,
): CodeScreen {
  const path = step === "enroll" ? "/enroll/phone/code" : "/challenge/phone";
  const send = step === "enroll" ? "/enroll/phone/send" : "/challenge/phone/send";
  const other: Channel = channel === "sms" ? "voice" : "sms";
  const sent = channel === "sms" ? "we sent a text message to" : "we called";
  return {
    kind: "code",
    path,
    heading: phoneHeadings[channel],
    lead: `Verify your identity: ${sent} ${maskedNumber(number)}.`,
    label: "Enter the 6-digit code",
    entry: "phone",
    action: path,
    barcode: null,
    buttons: [
      button(channel === "sms" ? "Resend code" : "Call again", send, { channel }),
      button(other === "voice" ? "Get a call instead" : "Get a text instead", send, {
        channel: other,
      }),
    ],
    leave: step === "enroll" ? cancel : another,
  };
}

export function recoveryChallengeScreen(): CodeScreen {
  return {
    kind: "code",
    path: "/challenge/recovery",
    heading: "Enter your recovery code",
    lead: "Verify your identity: enter the recovery code you were provided during your initial enrollment.",
    label: "Enter your recovery code",
    entry: "recovery",
    action: "/challenge/recovery",
    barcode: null,
    buttons: [],
    leave: another,
  };
}

export function methodListScreen(user: User): ListScreen {
  return {
    kind: "list",
    path: "/challenge",
    heading: "Try another method",
    lead: "Select a verification method to continue.",
    buttons: methods
      .filter((method) => hasMethod(user, method))
      .map((method) => chooseButton(method)),
  };
}

function chooseButton(method: Method): ScreenButton {
  return {
    ...button(methodLabels[method], "/challenge/choose", { method }),
    needsPlatform: method === "platform",
  };
}

function button(
  label: string,
  action: string,
  fields: Readonly<Record<string, string>>,
): ScreenButton {
  return { label, action, fields, needsPlatform: false };
}
