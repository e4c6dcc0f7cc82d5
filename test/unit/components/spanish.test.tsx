// @vitest-environment jsdom

import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { RowOf } from "../../../components/controls/row-of.tsx";
import { findingWords } from "../../../components/health/finding-words.ts";
import { clockText } from "../../../components/options/clock-text.ts";
import { CountLine } from "../../../components/options/count-line.tsx";
import { travelWords } from "../../../components/travel/travel-words.ts";
import { stepText } from "../../../components/trouble/step-words.ts";
import type { MethodStatus } from "../../../lib/headway/methods.ts";
import { message, setMessageSource } from "../../../lib/i18n/messages.ts";
import { readMessageFile, sourceOf } from "../../setup/message-file.ts";
import { SAVED_AT } from "./fixtures.ts";
import { clearScreen, show } from "./screen.tsx";

const METHODS: readonly MethodStatus[] = [
  { method: "authenticator", state: "here", where: "", callingCode: null, at: SAVED_AT },
  { method: "biometrics", state: "elsewhere", where: "mi Mac", callingCode: null, at: SAVED_AT },
  { method: "security-key", state: "elsewhere", where: "", callingCode: null, at: SAVED_AT },
];

async function shownText(element: Parameters<typeof show>[0]): Promise<string | null> {
  return (await show(element)).textContent;
}

beforeAll(() => setMessageSource(sourceOf(readMessageFile("es"))));

afterEach(clearScreen);

afterAll(() => setMessageSource(sourceOf(readMessageFile("en"))));

describe("the interface in Spanish", () => {
  it("counts with the right forms, in a row", async () => {
    const counts = { accounts: 1, otps: 2, passkeys: 1, recoveryCodes: 0 };
    expect(await shownText(<CountLine counts={counts} />)).toBe(
      "1 cuenta, 2 códigos, 1 llave de acceso, 0 códigos de recuperación",
    );
  });

  it("says of the guides' pictures that they are in English, and Waykey's windows are not", () => {
    expect(message("guide_source")).toContain("Están en inglés, como las páginas de Headway");
    expect(message("guide_source")).toContain("las ventanas de Waykey las verá en español");
  });

  it("sets two things in a row with an “y”", async () => {
    expect(await shownText(<RowOf texts={["a.example", "b.example"]} />)).toBe(
      "a.example y b.example",
    );
  });

  it("dates a finding as Spanish does", () => {
    expect(
      findingWords({ kind: "backup-old", weight: "advice", at: Date.UTC(2026, 2, 3, 12) }, "client")
        .title,
    ).toBe("Su última copia de seguridad es del 3 mar 2026");
  });

  it("lists ways to sign in by the names on Headway’s page, with where they are", () => {
    const ways = (methods: readonly MethodStatus[]) => ({ methods, isCodeUntried: false });
    const facts = { role: "client", letInUntil: null, elsewhereToo: [], ...ways(METHODS) } as const;
    expect(stepText("use-elsewhere", facts, null)).toContain(
      ": “Fingerprint or face” (huella o rostro) (usted indicó: mi Mac) y “Security key” (llave de seguridad).",
    );
    expect(travelWords("device-to-take", "client", ways(METHODS)).advice).toMatch(
      /^“Huella o rostro” y “Llave de seguridad”: solo funcionan /,
    );
    expect(travelWords("device-to-take", "client", ways(METHODS.slice(0, 2))).advice).toMatch(
      /^“Huella o rostro”: solo funciona /,
    );
  });

  it("says how far a clock is off", () => {
    const check = { offsetMs: 3 * 86_400_000, uncertaintyMs: 1000, host: "headway.co" };
    expect(clockText(check).title).toBe(
      "El reloj de su computadora está 3 días atrasado respecto al de Headway",
    );
  });
});
