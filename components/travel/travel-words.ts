// What each point of the travel check is called, and what the person does about it.

import { METHOD_NAMES } from "../method-name.ts";
import type { MethodStatus } from "../../lib/headway/methods.ts";
import type { AccountRole } from "../../lib/headway/roles.ts";
import { type TravelPointKind, waysAbroad } from "../../lib/headway/travel.ts";
import { TO_ENROL } from "../health/finding-words.ts";

export type TravelWords = { readonly title: string; readonly advice: string };

type Words = (role: AccountRole, methods: readonly MethodStatus[]) => TravelWords;

const ENROLL_FIRST = "Set up an authenticator app, or fingerprint or face, and try it once.";

const WORDS: Readonly<Record<TravelPointKind, Words>> = {
  "only-phone": (role) => ({
    title: "The phone is your only way to sign in",
    advice: `Codes by text or call come to US numbers (+1) only. Abroad you may be locked out. ${ENROLL_FIRST} ${TO_ENROL[role]}`,
  }),
  "no-way-abroad": (role) => ({
    title: "No way is known that works abroad",
    advice: `${ENROLL_FIRST} ${TO_ENROL[role]} If you have one already, say so at the account, under “Ways to sign in”.`,
  }),
  "one-way-abroad": (role, methods) => ({
    title: `Only ${namesOf(waysAbroad(methods))} works abroad`,
    advice: `If you lose it on the way, you are locked out. Set up a second one. ${TO_ENROL[role]}`,
  }),
  "code-untried": () => ({
    title: "Your code has not been tried yet",
    advice: "Sign in with it once before you leave, so that you know that Headway takes it.",
  }),
  "recovery-code-missing": () => ({
    title: "No recovery code is known to be kept",
    advice: "It gets you in when all else is lost. Have it with you, in Waykey or on paper.",
  }),
  "recovery-code-to-print": () => ({
    title: "Take your recovery code on paper too",
    advice: "Waykey holds it here. A printed copy helps when this computer is lost on the way.",
  }),
  "recovery-code-to-take": (_role, methods) => ({
    title: "Take your recovery code with you",
    advice: `You keep it elsewhere${placeOf(methods)}. Have it where you are going.`,
  }),
  "backup-to-make": () => ({
    title: "Not all of this account is in a backup",
    advice:
      "What Waykey holds works in this browser. Take a backup along, or restore it on the computer that you take.",
  }),
  "works-offline": () => ({
    title: "Codes from your authenticator app work offline",
    advice: "They are made without a network and without a phone number, Waykey’s too.",
  }),
  "device-to-take": (_role, methods) => ({
    title: "Take along what your passkeys are on",
    advice: `${namesOf(tied(methods))}: works only on the device, or with the password manager, where you set it up. Of what Waykey holds that is this browser, or one with your backup.`,
  }),
  "phone-stays": () => ({
    title: "Don’t count on codes by text or call",
    advice:
      "They come to US numbers (+1) only. Abroad choose “Try another method” on Headway’s page.",
  }),
};

/** @param methods of the account */
export function travelWords(
  kind: TravelPointKind,
  role: AccountRole,
  methods: readonly MethodStatus[],
): TravelWords {
  return WORDS[kind](role, methods);
}

function tied(methods: readonly MethodStatus[]): readonly MethodStatus[] {
  return waysAbroad(methods).filter(({ method }) => method !== "authenticator");
}

function namesOf(statuses: readonly MethodStatus[]): string {
  const names = statuses.map(({ method }) => `“${METHOD_NAMES[method]}”`);
  return new Intl.ListFormat("en", { type: "conjunction" }).format(names);
}

function placeOf(methods: readonly MethodStatus[]): string {
  const where = methods.find(({ method }) => method === "recovery-code")?.where ?? "";
  return where === "" ? "" : ` (you said: ${where})`;
}
