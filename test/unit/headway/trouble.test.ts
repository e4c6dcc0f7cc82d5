import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Method, METHODS, type MethodStatus } from "../../../lib/headway/methods.ts";
import {
  type AdviceId,
  asksSupport,
  isQuestion,
  nextOf,
  type QuestionId,
  QUESTIONS,
  START,
  stepsOf,
  type TroubleFacts,
  waysLeft,
} from "../../../lib/headway/trouble.ts";

function facts(
  known: Partial<Record<Method, Partial<MethodStatus>>> = {},
  role: TroubleFacts["role"] = "client",
  more: Partial<TroubleFacts> = {},
): TroubleFacts {
  const methods = METHODS.map((method): MethodStatus => {
    return { method, state: "unknown", at: null, where: "", callingCode: null, ...known[method] };
  });
  return { role, methods, elsewhereToo: [], isCodeUntried: false, letInUntil: null, ...more };
}

function leavesFrom(place: QuestionId | AdviceId): readonly AdviceId[] {
  if (!isQuestion(place)) return [place];
  return Object.keys(QUESTIONS[place]).flatMap((answer) => {
    return leavesFrom(nextOf(place, answer) ?? expect.fail(`${place} has no ${answer}`));
  });
}

const LEAVES = [...new Set(leavesFrom(START))];
const here = { state: "here" } as const;
const elsewhere = { state: "elsewhere" } as const;
/** What makes all the steps come up that depend on it. */
const EVERYBODY = [
  facts(),
  facts({}, "provider"),
  facts({ phone: { ...elsewhere, callingCode: "+44" }, "recovery-code": here }),
  facts({ authenticator: here, "security-key": elsewhere, "recovery-code": elsewhere }),
  facts({ biometrics: here, "security-key": here, "recovery-code": { state: "used" } }),
  facts({ "recovery-code": { ...here, filledAt: 5 } }),
  facts({ authenticator: here }, "client", { isCodeUntried: true }),
  facts({}, "provider", { letInUntil: 5 }),
];

describe("the questions about trouble", () => {
  it("lead to thirteen kinds of advice, each with something to do", () => {
    expect(LEAVES).toHaveLength(13);
    for (const leaf of LEAVES) {
      for (const each of EVERYBODY) {
        const steps = stepsOf(leaf, each);
        expect(steps.length).toBeGreaterThan(1);
        expect(new Set(steps).size).toBe(steps.length);
      }
    }
  });

  it("have no other answers than their own", () => {
    expect(nextOf("what", "toString")).toBeNull();
    expect(nextOf("which-code", "no-code")).toBeNull();
  });

  it("give no advice that the table of Headway's sentences does not trace", () => {
    const table = readFileSync(new URL("../../../docs/headway.md", import.meta.url), "utf8");
    const steps = LEAVES.flatMap((leaf) => EVERYBODY.flatMap((each) => stepsOf(leaf, each)));
    for (const step of new Set(steps)) expect(table).toContain(`\`${step}\``);
  });
});

describe("the advice", () => {
  it("says of a number that gets no codes that it gets none, and nothing of texts and calls", () => {
    const phone = { ...elsewhere, callingCode: "+44" };
    for (const leaf of ["text-iphone", "text-android", "text-other", "call-iphone"] as const) {
      expect(stepsOf(leaf, facts({ phone }))).toEqual(["number-not-served", "use-another"]);
    }
    expect(stepsOf("call-other", facts({ phone, authenticator: here }))).toEqual([
      "number-not-served",
      "use-here",
    ]);
    expect(stepsOf("text-iphone", facts({ phone: { ...phone, callingCode: "+1" } }))[0]).toBe(
      "try-call",
    );
  });

  it("names the ways that are left, but never the one that does not work", () => {
    expect(stepsOf("biometrics", facts({ biometrics: here, authenticator: here }))).toContain(
      "use-here",
    );
    expect(stepsOf("biometrics", facts({ biometrics: here }))).toContain("use-another");
    expect(stepsOf("text-other", facts({ phone: elsewhere }))).toContain("use-another");
    expect(stepsOf("text-other", facts({ "security-key": elsewhere }))).toContain("use-elsewhere");
    const unserved = { ...elsewhere, callingCode: "+44" };
    expect(stepsOf("biometrics", facts({ phone: unserved }))).toContain("use-another");
    expect(stepsOf("lost-one", facts({ "recovery-code": here }))).toContain("use-another");
  });

  it("says what Waykey itself holds in the place of what does not work, and how that is used", () => {
    const held = facts({ biometrics: here, "security-key": here });
    expect(stepsOf("biometrics", held).slice(0, 3)).toEqual([
      "passkey-here",
      "use-passkey",
      "self-check",
    ]);
    expect(stepsOf("security-key", held).slice(0, 3)).toEqual([
      "key-here",
      "use-key",
      "self-check",
    ]);
    const elsewhereToo = [
      { method: "biometrics", where: "my MacBook" },
      { method: "security-key", where: "" },
    ] as const;
    const twofold = { ...held, elsewhereToo };
    expect(stepsOf("biometrics", twofold).slice(2, 4)).toEqual(["self-check", "tied-to-device"]);
    expect(stepsOf("security-key", twofold).slice(2, 4)).toEqual(["self-check", "key-or-manager"]);
    expect(stepsOf("biometrics", held)).not.toContain("tied-to-device");
    const away = facts({ biometrics: elsewhere, "security-key": elsewhere });
    expect(stepsOf("biometrics", away)[0]).toBe("tied-to-device");
    expect(stepsOf("security-key", away)[0]).toBe("key-or-manager");
  });

  it("knows where the recovery code is", () => {
    const first = (known: Parameters<typeof facts>[0]) =>
      stepsOf("lost-all-but-code", facts(known))[0];
    expect(first({ "recovery-code": here })).toBe("recovery-code-here");
    expect(first({ "recovery-code": { ...here, filledAt: 5 } })).toBe("recovery-code-filled");
    expect(first({ "recovery-code": elsewhere })).toBe("recovery-code-elsewhere");
    expect(first({ "recovery-code": { state: "used" } })).toBe("recovery-code-used");
    expect(first({})).toBe("find-recovery-code");
  });

  it("has nobody look for a recovery code that is known not to be there", () => {
    const none = facts({ "recovery-code": { state: "none" } });
    expect(stepsOf("lost-all", none)).not.toContain("find-recovery-code");
    expect(stepsOf("lost-all", facts())).toContain("find-recovery-code");
  });

  it("sends providers to the week that support grants, and clients to have themselves identified", () => {
    expect(stepsOf("lost-all", facts({}, "provider"))).toContain("exemption-week");
    expect(stepsOf("lost-all", facts())).toContain("support-identity");
    expect(stepsOf("lost-all", facts())).not.toContain("exemption-week");
  });

  it("leads to support in each step that says to ask it, for those who are to", () => {
    const asked = (role: TroubleFacts["role"]) =>
      LEAVES.flatMap((leaf) =>
        stepsOf(leaf, facts({}, role)).filter((step) => asksSupport(step, role)),
      );
    expect(new Set(asked("client"))).toEqual(new Set(["support-identity"]));
    expect(new Set(asked("provider"))).toEqual(new Set(["reset", "support-exemption"]));
  });

  it("tells a provider whom support has let in by when to reset, and not to ask for that again", () => {
    const letIn = facts({}, "provider", { letInUntil: 5 });
    for (const leaf of ["lost-all", "lost-one"] as const) {
      expect(stepsOf(leaf, letIn)).toContain("exemption-runs");
      expect(stepsOf(leaf, letIn)).not.toContain("support-exemption");
      expect(stepsOf(leaf, letIn)).not.toContain("exemption-week");
      expect(stepsOf(leaf, letIn)).not.toContain("reset");
      expect(stepsOf(leaf, facts({}, "provider"))).not.toContain("exemption-runs");
    }
    expect(asksSupport("exemption-runs", "provider")).toBe(true);
  });

  it("counts no code as a way that Headway has never taken, and says so", () => {
    const untried = facts({ authenticator: here }, "client", { isCodeUntried: true });
    expect(stepsOf("lost-one", untried).slice(0, 2)).toEqual(["use-another", "code-untried"]);
    expect(stepsOf("code-refused", untried)[0]).toBe("code-untried");
    const more = facts({ authenticator: here, biometrics: here }, "client", {
      isCodeUntried: true,
    });
    expect(waysLeft(more, "here", "phone").map(({ method }) => method)).toEqual(["biometrics"]);
    expect(stepsOf("code-refused", facts({ authenticator: here }))).not.toContain("code-untried");
  });
});
