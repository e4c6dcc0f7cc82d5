// @vitest-environment jsdom
// The stand-in site's own screens, rendered without a browser, through reader and classifier.

import { afterEach, describe, expect, it } from "vitest";
import type { PageKind } from "../../../lib/app/views.ts";
import { visibleEmail } from "../../../lib/headway/accounts.ts";
import { classifyScreen } from "../../../lib/headway/page-kinds.ts";
import { shownRecoveryCode } from "../../../lib/headway/recovery-code.ts";
import { chooseField } from "../../../lib/page/field-finder.ts";
import { readScreen } from "../../../lib/page/screen.ts";
import { portalPage, type Page } from "../../site/pages/layout.ts";
import { recoveryCodePage } from "../../site/pages/recovery.ts";
import { screenPage } from "../../site/pages/screen.ts";
import { homePage, logInPage, signUpPage } from "../../site/pages/sign-in.ts";
import type { Screen } from "../../site/screen.ts";
import * as screens from "../../site/screens.ts";
import type { Session } from "../../site/sessions.ts";
import { fakeSight, show } from "./fake-sight.ts";

const PLACE = { kind: "headway", role: "client", origin: "https://headway.co" };
const SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
const CODE = "K7Q2M9XWB4TZ8NRC3VHY6PDJ";

const session = (email: string | null): Session =>
  ({ csrf: "csrf", email, notice: null }) as unknown as Session;

async function render(page: Page, email: string | null = null): Promise<void> {
  const html = String(await portalPage(PLACE as never, session(email), page));
  const { body, title } = new DOMParser().parseFromString(html, "text/html");
  show(body.innerHTML, title);
  // What the style sheet gives the barcode.
  for (const image of document.querySelectorAll("img.barcode")) {
    image.setAttribute("width", "200");
    image.setAttribute("height", "200");
  }
}

const screenOf = (): ReturnType<typeof readScreen> => readScreen(document, fakeSight);
const kindNow = (): PageKind => classifyScreen(screenOf().description).kind;

const CODE_SCREENS: readonly (readonly [PageKind, string, Screen])[] = [
  ["otp-enrolment", "scan", screens.totpEnrolmentScreen("pat@example.com", SECRET, "svg")],
  ["otp-challenge", "challenge", screens.totpChallengeScreen()],
  ["phone-challenge", "text", screens.phoneCodeScreen("challenge", "+15551234567", "sms")],
  ["phone-challenge", "call", screens.phoneCodeScreen("challenge", "+15551234567", "voice")],
  [
    "phone-challenge",
    "enrolment by text",
    screens.phoneCodeScreen("enroll", "+15551234567", "sms"),
  ],
  ["recovery-challenge", "recovery", screens.recoveryChallengeScreen()],
  ["other", "phone number", screens.phoneNumberScreen()],
];

const CASES = (["form", "boxes"] as const).flatMap((makeUp) =>
  CODE_SCREENS.map(([kind, name, screen]) => [kind, name, screen, makeUp] as const),
);

afterEach(() => {
  show("");
});

describe("the stand-in site", () => {
  it.each(CASES)("shows %s: %s", async (kind, _name, screen, makeUp) => {
    for (const error of [null, "The code you entered is incorrect. Try again."]) {
      await render(screenPage(session(null), makeUp, screen, error));
      expect(kindNow()).toBe(kind);
      const takesCode = kind === "otp-enrolment" || kind === "otp-challenge";
      expect(chooseField(screenOf(), "authenticator", "123456").found).toBe(takesCode);
      const takesRecovery = kind === "recovery-challenge";
      expect(chooseField(screenOf(), "recovery", CODE).found).toBe(takesRecovery);
    }
  });

  it("shows a recovery code, first or new, signed in or not", async () => {
    for (const heading of ["Your recovery code", "Your new recovery code"]) {
      const step = { code: CODE, heading, next: "/home" };
      for (const email of [null, "pat@example.com"]) {
        await render(recoveryCodePage(session(email), step, CODE, null), email);
        expect(kindNow()).toBe("recovery-shown");
        expect(shownRecoveryCode(screenOf().description)).toBe(CODE);
      }
      await render(recoveryCodePage(session(null), step, null, null));
      expect(kindNow()).toBe("other");
    }
  });

  it("shows sign-in, sign-up and home", async () => {
    await render(logInPage(session(null), "", null));
    expect(kindNow()).toBe("sign-in");
    await render(signUpPage(session(null), "", null));
    expect(kindNow()).toBe("sign-in");
    await render(homePage(session("pat@example.com")), "pat@example.com");
    expect(kindNow()).toBe("signed-in");
    expect(visibleEmail(screenOf().description)).toBe("pat@example.com");
  });
});
