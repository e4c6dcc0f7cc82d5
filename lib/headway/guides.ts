// How each way of the second step is set up, step by step, for either role and, where they differ, for the browser.
// Headway's own instructions are short; docs/headway.md has the sentence that each step comes from.

import type { Method } from "./methods.ts";
import type { AccountRole } from "./roles.ts";

/** The five ways, and the passkey that can stand for two of them. */
export const GUIDES = [
  "authenticator",
  "biometrics",
  "security-key",
  "passkey",
  "phone",
  "recovery-code",
] as const satisfies readonly (Method | "passkey")[];

export type GuideId = (typeof GUIDES)[number];

/** Other browsers on Chromium's ground show what Chrome shows. */
export const GUIDE_BROWSERS = ["chrome", "firefox", "edge"] as const;

export type GuideBrowser = (typeof GUIDE_BROWSERS)[number];

export type GuideStepId =
  | "sign-in-client"
  | "settings-client"
  | "sign-in-provider"
  | "settings-provider"
  | "enroll-authenticator"
  | "enroll-biometrics"
  | "enroll-security-key"
  | "enroll-passkey"
  | "enroll-phone"
  | "open-waykey-chrome"
  | "open-waykey-firefox"
  | "scan-qr"
  | "add-code"
  | "fill-code"
  | "confirm-code"
  | "press-biometrics"
  | "pass-to-device"
  | "device-chrome"
  | "device-firefox"
  | "device-edge"
  | "only-this-device"
  | "press-key"
  | "pass-to-key"
  | "touch-key-chrome"
  | "touch-key-firefox"
  | "press-passkey"
  | "allow-passkey"
  | "passkey-kept"
  | "back-up-passkey"
  | "give-number"
  | "type-phone-code"
  | "not-abroad"
  | "keep-recovery-code"
  | "say-where-biometrics"
  | "say-where-phone"
  | "say-where-security-key"
  | "add-second-way"
  | "first-way"
  | "save-recovery-code"
  | "recovery-code-on-paper"
  | "fill-recovery-code"
  | "new-code-client"
  | "new-code-provider";

type Place = { readonly role: AccountRole; readonly browser: GuideBrowser };

/** The browsers for which a guide's steps differ; empty where they are the same in all. */
export function browsersOf(guide: GuideId): readonly GuideBrowser[] {
  return BROWSERS[guide];
}

/** The steps of a guide, in their order. A browser for which it has none of its own is taken for Chrome. */
export function guideSteps(guide: GuideId, place: Place): readonly GuideStepId[] {
  const browser = BROWSERS[guide].includes(place.browser) ? place.browser : "chrome";
  return STEPS[guide]({ role: place.role, browser });
}

export function isGuide(id: string): id is GuideId {
  return (GUIDES as readonly string[]).includes(id);
}

const CHROME_AND_FIREFOX = ["chrome", "firefox"] as const;

const BROWSERS: Readonly<Record<GuideId, readonly GuideBrowser[]>> = {
  authenticator: CHROME_AND_FIREFOX,
  biometrics: GUIDE_BROWSERS,
  "security-key": CHROME_AND_FIREFOX,
  passkey: [],
  phone: [],
  "recovery-code": [],
};

const STEPS: Readonly<Record<GuideId, (place: Place) => readonly GuideStepId[]>> = {
  authenticator: ({ role, browser }) => [
    ...toSettings(role),
    "enroll-authenticator",
    browser === "firefox" ? "open-waykey-firefox" : "open-waykey-chrome",
    "scan-qr",
    "add-code",
    "fill-code",
    "confirm-code",
    "keep-recovery-code",
    "add-second-way",
  ],
  biometrics: ({ role, browser }) => [
    ...toSettings(role),
    "enroll-biometrics",
    "press-biometrics",
    "pass-to-device",
    `device-${browser}`,
    "keep-recovery-code",
    "only-this-device",
    "say-where-biometrics",
    "add-second-way",
  ],
  "security-key": ({ role, browser }) => [
    ...toSettings(role),
    "enroll-security-key",
    "press-key",
    "pass-to-key",
    browser === "firefox" ? "touch-key-firefox" : "touch-key-chrome",
    "keep-recovery-code",
    "say-where-security-key",
    "add-second-way",
  ],
  passkey: ({ role }) => [
    ...toSettings(role),
    "enroll-passkey",
    "press-passkey",
    "allow-passkey",
    "keep-recovery-code",
    "passkey-kept",
    "back-up-passkey",
    "add-second-way",
  ],
  phone: ({ role }) => [
    ...toSettings(role),
    "enroll-phone",
    "give-number",
    "type-phone-code",
    "keep-recovery-code",
    "say-where-phone",
    "not-abroad",
    "add-second-way",
  ],
  "recovery-code": ({ role }) => [
    "first-way",
    "save-recovery-code",
    "recovery-code-on-paper",
    "fill-recovery-code",
    role === "provider" ? "new-code-provider" : "new-code-client",
  ],
};

function toSettings(role: AccountRole): readonly GuideStepId[] {
  return role === "provider"
    ? ["sign-in-provider", "settings-provider"]
    : ["sign-in-client", "settings-client"];
}
