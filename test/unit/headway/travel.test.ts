import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Method, METHODS, type MethodStatus } from "../../../lib/headway/methods.ts";
import { TRAVEL_POINTS, type TravelFacts, travelPoints } from "../../../lib/headway/travel.ts";

const here = { state: "here" } as const;
const elsewhere = { state: "elsewhere" } as const;

function facts(
  known: Partial<Record<Method, Partial<MethodStatus>>>,
  rest: Partial<TravelFacts> = {},
): TravelFacts {
  const methods = METHODS.map((method): MethodStatus => {
    return { method, state: "unknown", at: null, where: "", callingCode: null, ...known[method] };
  });
  const nothing = { isCodeUntried: false, isCodeImported: false, isResetOpen: false };
  return { methods, ...nothing, backup: "whole", ...rest };
}

const kinds = (...input: Parameters<typeof facts>) =>
  travelPoints(facts(...input)).map(({ kind }) => kind);

describe("the travel check", () => {
  it.each([elsewhere, { ...elsewhere, callingCode: "+44" }])(
    "catches a phone that is the only way, as an alarm and before all else",
    (phone) => {
      const [first] = travelPoints(facts({ phone, "recovery-code": here }));
      expect(first).toEqual({ kind: "only-phone", weight: "alarm" });
      expect(kinds({ phone })).not.toContain("no-way-abroad");
    },
  );

  it("catches an account of which no way is known", () => {
    expect(travelPoints(facts({}))[0]).toEqual({ kind: "no-way-abroad", weight: "alarm" });
    expect(kinds({ authenticator: { state: "none" } })).toContain("no-way-abroad");
  });

  it.each(["authenticator", "biometrics", "security-key"] as const)(
    "takes %s for a way abroad, wherever it is set up, and asks for a second one",
    (method) => {
      for (const status of [here, elsewhere]) {
        const found = kinds({ [method]: status, phone: elsewhere });
        expect(found).toContain("one-way-abroad");
        expect(found).not.toContain("only-phone");
        expect(found).toContain("phone-stays");
      }
    },
  );

  it("has no alarm for an account that is ready", () => {
    const ready = facts({ authenticator: here, biometrics: here, "recovery-code": elsewhere });
    expect(travelPoints(ready)).toEqual([
      { kind: "recovery-code-to-take", weight: "advice" },
      { kind: "device-to-take", weight: "advice" },
      { kind: "works-offline", weight: "good" },
    ]);
  });

  it("is in alarm, before all else, while a reset is still to be done that support lets in for", () => {
    const ready = { authenticator: here, biometrics: here, "recovery-code": elsewhere } as const;
    const [first] = travelPoints(facts(ready, { isResetOpen: true }));
    expect(first).toEqual({ kind: "reset-open", weight: "alarm" });
    expect(kinds(ready)).not.toContain("reset-open");
  });

  it("asks for a code to be tried that Headway has never taken", () => {
    const untried = { isCodeUntried: true };
    expect(kinds({ authenticator: here }, untried)).toContain("code-untried");
    expect(kinds({ authenticator: here })).not.toContain("code-untried");
  });

  it("takes no code for a way abroad that Headway has never taken", () => {
    const untried = { isCodeUntried: true };
    const alone = kinds({ authenticator: here }, untried);
    expect(alone[0]).toBe("no-way-abroad");
    expect(alone).not.toContain("one-way-abroad");
    expect(alone).not.toContain("works-offline");
    const withPhone = kinds({ authenticator: here, phone: elsewhere }, untried);
    expect(withPhone[0]).toBe("only-phone");
    expect(withPhone).not.toContain("works-offline");
    const withKey = kinds({ authenticator: here, "security-key": here }, untried);
    expect(withKey).toContain("one-way-abroad");
    expect(withKey).not.toContain("works-offline");
    // It is to be kept all the same: it may prove good.
    const missing = { ...untried, backup: "missing" } as const;
    expect(kinds({ authenticator: here }, missing)).toContain("backup-to-make");
  });

  it("takes an imported code for a way, and would have it tried before leaving", () => {
    const points = travelPoints(facts({ authenticator: here }, { isCodeImported: true }));
    expect(points).toContainEqual({ kind: "one-way-abroad", weight: "warning" });
    expect(points).toContainEqual({ kind: "code-imported", weight: "advice" });
    expect(points.some(({ weight }) => weight === "alarm")).toBe(false);
  });

  it("asks for the recovery code, on paper too", () => {
    expect(kinds({ authenticator: here })).toContain("recovery-code-missing");
    expect(kinds({ "recovery-code": { state: "used", at: 1 } })).toContain("recovery-code-used");
    expect(kinds({ "recovery-code": here })).toContain("recovery-code-to-print");
    const filled = kinds({ "recovery-code": { ...here, filledAt: 1 } });
    expect(filled).toContain("recovery-code-filled");
    expect(filled).not.toContain("recovery-code-to-print");
    expect(kinds({ "recovery-code": elsewhere })).toContain("recovery-code-to-take");
  });

  it("asks for a backup of what Waykey holds, and of nothing else", () => {
    const not = { backup: "missing" } as const;
    expect(kinds({ authenticator: here }, not)).toContain("backup-to-make");
    expect(kinds({ authenticator: elsewhere }, not)).not.toContain("backup-to-make");
    const lost = { backup: "unknown" } as const;
    expect(kinds({ authenticator: here }, lost)).toContain("backup-unknown");
    expect(kinds({ authenticator: here }, lost)).not.toContain("backup-to-make");
  });

  it("says each thing once, the heaviest first, and traces each to Headway's sentences", () => {
    const table = readFileSync(new URL("../../../docs/headway.md", import.meta.url), "utf8");
    for (const kind of TRAVEL_POINTS) expect(table).toContain(`\`${kind}\``);
    const weights = ["alarm", "warning", "advice", "good"];
    for (const known of [
      {},
      { phone: elsewhere },
      { authenticator: here, biometrics: elsewhere },
    ]) {
      const points = travelPoints(facts(known, { backup: "missing", isCodeUntried: true }));
      expect(new Set(points.map(({ kind }) => kind)).size).toBe(points.length);
      const ranks = points.map(({ weight }) => weights.indexOf(weight));
      expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    }
  });
});
