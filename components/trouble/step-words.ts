// What each step of an advice says, by what is known of the account.

import type { Method, MethodStatus } from "../../lib/headway/methods.ts";
import { type StepId, type TroubleFacts, waysLeft } from "../../lib/headway/trouble.ts";
import { METHOD_NAMES } from "../method-name.ts";

/** @param facts of the account that the advice is for */
export function stepText(step: StepId, facts: TroubleFacts): string {
  return STEPS[step](facts);
}

const OPEN_METHODS = "On Headway’s page choose “Try another method” and take the one you can use.";

const SETTINGS: Readonly<Record<TroubleFacts["role"], string>> = {
  client: "Settings on headway.co",
  provider: "Settings, Login tab, in the provider portal",
};

const STEPS: Readonly<Record<StepId, (facts: TroubleFacts) => string>> = {
  "number-not-served": () =>
    "Your number is not a US number (+1). Headway sends no codes to other numbers, so this one will not work. Use another way.",
  "try-call": () => "Ask for a phone call in place of the text.",
  "try-text": () => "Ask for a text in place of the call.",
  "ios-unknown-senders": () =>
    "On the iPhone, open Settings, Apps, Messages, Unknown Senders. Your code may be in the list of unknown senders.",
  "ios-silence-callers": () =>
    "On the iPhone, open Settings, Phone. “Silence Unknown Callers” must be off.",
  "android-archived": () => "On the Android phone, open Messages and look under Archived.",
  "android-spam": () => "In the settings of Messages, look at the spam protection.",
  "carrier-filters": () =>
    "Apps of your phone company, such as AT&T ActiveArmor or Verizon Call Filter, can block codes. Lower the filter, or allow messages with codes.",
  "use-here": (facts) =>
    `Waykey holds ${listed(waysLeft(facts, "here"))} for this account. ${OPEN_METHODS}`,
  "use-elsewhere": (facts) =>
    `You said that this is set up too: ${placed(waysLeft(facts, "elsewhere"))}. ${OPEN_METHODS}`,
  "use-another": () => `${OPEN_METHODS} If you have none, use your recovery code.`,
  "tied-to-device": ({ methods }) => {
    const where = placeOf(methods, "biometrics");
    return `Fingerprint and face work only on the device, or with the password manager, where you set them up${where}. On another device Headway doesn’t offer them.`;
  },
  "enrol-this-device": ({ role }) =>
    `When you are in, add this device too: open ${SETTINGS[role]}, and press Enroll beside “Fingerprint or face”.`,
  "key-or-manager": ({ methods }) =>
    `A security key is a small USB or NFC device, or a password manager that stands in for one. Use the same one as when you set it up${placeOf(methods, "security-key")}.`,
  "key-by-prompt": () =>
    "If Waykey asks first, press “Use another device or security key” to use the key itself.",
  "right-account": () =>
    "Look at the e-mail address and at Client or Provider beside the code. The code must be of the account you are signing in to.",
  "code-of-now": () =>
    "Each code is good for about 30 seconds. Wait for the next one, and let Waykey fill it.",
  clock: () =>
    "Codes depend on the clock. Set the computer’s clock to automatic, or check it in Waykey’s settings under Clock.",
  reset: ({ role }) =>
    role === "provider"
      ? "When you are in, open Settings, Login tab, and press Reset to change your ways to sign in."
      : "When you are in, open Account, scroll to Login, and choose Reset 2FA. You sign in again and set up your ways anew.",
  "find-recovery-code": () =>
    "Look for your recovery code: a printout, or a note in a safe place. Headway showed it when you set up your first way.",
  "recovery-code-here": () =>
    "Waykey holds your recovery code for this account. Open Waykey on Headway’s page to fill it.",
  "recovery-code-elsewhere": ({ methods }) =>
    `You said that you keep your recovery code elsewhere${placeOf(methods, "recovery-code")}.`,
  "use-recovery-code": () =>
    "On Headway’s page choose “Try another method”, then “Recovery code”, and enter it.",
  "keep-successor": () =>
    "The code is used up then. Headway shows you a new one: save it in Waykey, or print it.",
  "enrol-again": ({ role }) =>
    `When you are in, set up at least two ways again: open ${SETTINGS[role]}, and press Enroll.`,
  "support-identity": () =>
    "Contact Headway support. They check who you are and help you back into your account.",
  "support-exemption": () =>
    "Contact Headway support and ask to reset your two-factor sign-in. They let you in without it for a while.",
  "exemption-week": () =>
    "You have one week from then: sign in, open Settings, Login tab, and press Reset.",
  "phone-abroad": () =>
    "Codes by text or call come to US numbers (+1) only. Don’t count on them abroad.",
  "only-phone": () =>
    "The phone is the only way that Waykey knows of for this account. Set up another one before you leave, or you may be locked out.",
  "works-offline": () =>
    "Codes from an authenticator app, Waykey’s too, are made without a network and without a phone number.",
  "before-leaving": ({ role }) =>
    `Set up an authenticator app, or fingerprint or face, and try it once: open ${SETTINGS[role]}, and press Enroll.`,
  "sync-first": () =>
    "Make a backup in Waykey, open Waykey on the new computer and restore it there. Sync any other authenticator app first.",
  "recovery-code-ready": () => "Have your recovery code ready, in Waykey or on paper.",
  "biometrics-anew": ({ role }) =>
    `Fingerprint and face don’t move along. Set them up anew on the new device: open ${SETTINGS[role]}, and press Enroll.`,
  "compare-before-wiping": () =>
    "Compare the check phrase of both (Settings, “New phone or computer”), and sign in once with the new device. Only then erase the old one, or remove Waykey from it.",
  "two-ways": () => "Have at least two ways set up, so that one can be lost.",
};

/** "“Authenticator app” and “Security key”". */
function listed(statuses: readonly MethodStatus[]): string {
  const names = statuses.map(({ method }) => `“${METHOD_NAMES[method]}”`);
  return new Intl.ListFormat("en", { type: "conjunction" }).format(names);
}

/** With where each lives, as far as that was said. */
function placed(statuses: readonly MethodStatus[]): string {
  const names = statuses.map(({ method, where }) => {
    return where === "" ? `“${METHOD_NAMES[method]}”` : `“${METHOD_NAMES[method]}” (${where})`;
  });
  return new Intl.ListFormat("en", { type: "conjunction" }).format(names);
}

/** Where the user said that it lives, as an aside; empty if they did not. */
function placeOf(methods: readonly MethodStatus[], wanted: Method): string {
  const status = methods.find(({ method, state }) => method === wanted && state === "elsewhere");
  return status === undefined || status.where === "" ? "" : ` (you said: ${status.where})`;
}
