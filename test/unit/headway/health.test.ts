import { describe, expect, it } from "vitest";
import { findingsOf, type HealthFacts, TICKS } from "../../../lib/headway/health.ts";
import { type Method, type MethodStatus, METHODS } from "../../../lib/headway/methods.ts";

const DAY_MS = 86_400_000;
const NOW = 1_800_000_000_000;

function statuses(known: Partial<Record<Method, Partial<MethodStatus>>>): readonly MethodStatus[] {
  return METHODS.map((method) => {
    return { method, state: "unknown", at: null, where: "", callingCode: null, ...known[method] };
  });
}

const here = { state: "here", at: NOW - DAY_MS } as const;
const elsewhere = { state: "elsewhere", at: NOW - DAY_MS } as const;

/** An account in good order, as a client who uses Waykey for codes, a passkey and the recovery code. */
const GOOD: HealthFacts = {
  role: "client",
  methods: statuses({ authenticator: here, biometrics: here, "recovery-code": here }),
  isCodeUntried: false,
  isCodeImported: false,
  recoveryCodes: [{ createdAt: NOW - DAY_MS, usedAt: null }],
  reset: null,
  ticks: TICKS.map((tick) => ({ tick, done: true, at: NOW })),
  changedAt: NOW - DAY_MS,
  backedUpAt: NOW - DAY_MS,
  clockOffsetMs: 0,
  exemptedAt: null,
  elsewhereToo: [],
  now: NOW,
};

const findings = (changes: Partial<HealthFacts>) => findingsOf({ ...GOOD, ...changes });
const kinds = (changes: Partial<HealthFacts>) => findings(changes).map(({ kind }) => kind);

describe("the check-up of an account", () => {
  it("finds nothing where all is in order", () => {
    expect(findings({})).toEqual([]);
    expect(findings({ role: "provider" })).toEqual([]);
  });

  it("is an alarm for a provider without a second step, who must have one", () => {
    const without = { methods: statuses({}), changedAt: null };
    expect(findings({ ...without, role: "provider" })).toEqual([
      { kind: "no-second-step", weight: "alarm", at: null },
    ]);
    expect(findings(without)).toEqual([{ kind: "no-second-step", weight: "warning", at: null }]);
  });

  it.each(["authenticator", "phone", "biometrics", "security-key"] as const)(
    "wants another way beside %s, wherever that is",
    (method) => {
      for (const known of [here, elsewhere]) {
        const one = statuses({ [method]: known, "recovery-code": elsewhere });
        expect(kinds({ methods: one })).toEqual(["one-way-only"]);
        const other = method === "phone" ? "authenticator" : "phone";
        const two = statuses({ [method]: known, [other]: elsewhere, "recovery-code": elsewhere });
        expect(kinds({ methods: two })).toEqual([]);
      }
    },
  );

  it("takes a code that Headway never took for no way, and says what to do with it", () => {
    const untried = (known: Partial<Record<Method, Partial<MethodStatus>>>) => ({
      isCodeUntried: true,
      methods: statuses({ authenticator: here, "recovery-code": elsewhere, ...known }),
    });
    expect(findings({ ...untried({}), role: "provider" })).toEqual([
      { kind: "code-untried", weight: "alarm", at: null },
    ]);
    expect(findings(untried({}))).toEqual([{ kind: "code-untried", weight: "warning", at: null }]);
    // Nor is it a second one, or one that would do without a backup of the passkeys.
    expect(findings(untried({ phone: elsewhere }))).toEqual([
      { kind: "one-way-only", weight: "warning", at: null },
      { kind: "code-untried", weight: "advice", at: null },
    ]);
    expect(kinds(untried({ phone: elsewhere, "security-key": elsewhere }))).toEqual([
      "code-untried",
    ]);
    const inBrowser = untried({ biometrics: here, "recovery-code": here });
    expect(kinds({ ...inBrowser, backedUpAt: null })).toContain("passkeys-only-here");
  });

  it("takes a code that was in use in another app for a way, to be tried once, and for no alarm", () => {
    const imported = (known: Partial<Record<Method, Partial<MethodStatus>>>) => ({
      isCodeImported: true,
      methods: statuses({ authenticator: here, "recovery-code": elsewhere, ...known }),
    });
    const once = { kind: "code-imported", weight: "advice", at: null } as const;
    for (const role of ["client", "provider"] as const) {
      expect(findings({ ...imported({}), role })).toEqual([
        { kind: "one-way-only", weight: "warning", at: null },
        once,
      ]);
      expect(findings({ ...imported({ phone: elsewhere }), role })).toEqual([once]);
    }
  });

  it("does not count a phone that gets no codes", () => {
    const phone = { ...elsewhere, callingCode: "+44" };
    const methods = statuses({ phone, authenticator: here, "recovery-code": here });
    expect(findings({ methods }).map(({ kind, weight }) => [kind, weight])).toEqual([
      ["one-way-only", "warning"],
      ["phone-not-served", "warning"],
    ]);
    const covered = statuses({
      phone,
      authenticator: here,
      biometrics: here,
      "recovery-code": here,
    });
    expect(findings({ methods: covered })).toEqual([
      { kind: "phone-not-served", weight: "advice", at: elsewhere.at },
    ]);
    expect(findings({ methods: covered, isCodeUntried: true })).toContainEqual({
      kind: "phone-not-served",
      weight: "warning",
      at: elsewhere.at,
    });
    expect(findings({ methods: statuses({ phone, "recovery-code": here }) })[0]).toEqual({
      kind: "phone-not-served",
      weight: "alarm",
      at: elsewhere.at,
    });
    expect(kinds({ methods: statuses({ phone, "recovery-code": here }) })).toEqual([
      "phone-not-served",
      "no-second-step",
    ]);
    const served = { ...phone, callingCode: "+1" };
    expect(kinds({ methods: statuses({ ...here, phone: served, biometrics: here }) })).toEqual([
      "no-recovery-code",
    ]);
  });

  it("asks for a recovery code once a way is set up, and for the successor of a used one", () => {
    const without = statuses({ authenticator: here, biometrics: here });
    expect(kinds({ methods: without })).toEqual(["no-recovery-code"]);
    const usedAt = NOW - DAY_MS;
    const used = statuses({
      authenticator: here,
      biometrics: here,
      "recovery-code": { state: "used", at: usedAt },
    });
    expect(findings({ methods: used })).toEqual([
      { kind: "recovery-code-used", weight: "warning", at: usedAt },
    ]);
    const none = statuses({
      authenticator: here,
      biometrics: here,
      "recovery-code": { state: "none" },
    });
    expect(kinds({ methods: none })).toEqual(["no-recovery-code"]);
  });

  it("does not call a code used that a reset ended, and says so where Headway gave none for a used one", () => {
    const usedAt = NOW - DAY_MS;
    const used = [{ createdAt: NOW - 9 * DAY_MS, usedAt }];
    const ended = [
      { ...used[0], createdAt: 0, usedAt, endedBy: "reset" as const },
      { createdAt: 0, usedAt: 5 },
    ];
    const said = (at: number) =>
      statuses({ authenticator: here, biometrics: here, "recovery-code": { state: "none", at } });
    const reset = { at: usedAt, doneOn: null, hadRecoveryCode: true };
    expect(findings({ methods: said(usedAt), recoveryCodes: ended, reset })).toEqual([
      { kind: "recovery-code-ended", weight: "warning", at: usedAt },
    ]);
    expect(findings({ methods: said(usedAt), recoveryCodes: used })).toEqual([
      { kind: "recovery-code-not-replaced", weight: "warning", at: usedAt },
    ]);
  });

  it("asks of a code that was filled whether it was used, and counts on it no more", () => {
    const at = NOW - DAY_MS;
    const filled = { ...here, filledAt: at };
    const methods = statuses({ authenticator: here, biometrics: here, "recovery-code": filled });
    expect(findings({ methods })).toEqual([
      { kind: "recovery-code-filled", weight: "warning", at },
    ]);
  });

  it("calls no code used that another one replaced, and names the day on which one on paper was", () => {
    const usedAt = NOW - 9 * DAY_MS + 1;
    const said = (status: Partial<MethodStatus>) =>
      statuses({
        authenticator: here,
        biometrics: here,
        "recovery-code": { state: "none", at: NOW - DAY_MS, ...status },
      });
    const replaced = [{ createdAt: 0, usedAt, endedBy: "replaced" as const }];
    expect(kinds({ methods: said({}), recoveryCodes: replaced })).toEqual(["no-recovery-code"]);
    expect(findings({ methods: said({ usedAt }), recoveryCodes: [] })).toEqual([
      { kind: "recovery-code-not-replaced", weight: "warning", at: usedAt },
    ]);
    const unsaid = said({ state: "unknown", at: usedAt });
    expect(kinds({ methods: unsaid, recoveryCodes: replaced })).toEqual(["no-recovery-code"]);
    const ended = [{ createdAt: 0, usedAt, endedBy: "reset" as const }];
    expect(findings({ methods: unsaid, recoveryCodes: ended })).toEqual([
      { kind: "recovery-code-ended", weight: "warning", at: usedAt },
    ]);
    const dated = ended.map((code) => ({ ...code, endedOn: "2026-03-01" }));
    expect(findings({ methods: unsaid, recoveryCodes: dated })).toEqual([
      { kind: "recovery-code-ended", weight: "warning", at: usedAt, on: "2026-03-01" },
    ]);
  });

  it("tells what a reset has ended from what the user says, and from codes of long before", () => {
    const usedAt = NOW - 9 * DAY_MS;
    const at = NOW - DAY_MS;
    const used = [{ createdAt: 0, usedAt }];
    const byReset = [{ createdAt: 0, usedAt, endedBy: "reset" as const }];
    const said = (state: "none" | "used", time: number) =>
      statuses({ authenticator: here, biometrics: here, "recovery-code": { state, at: time } });
    // Of a successor on paper, which the reset has ended, and of none.
    const reset = (hadRecoveryCode: boolean) => ({ at, doneOn: "2026-03-01", hadRecoveryCode });
    expect(
      findings({ methods: said("none", at), recoveryCodes: used, reset: reset(true) }),
    ).toEqual([{ kind: "recovery-code-ended", weight: "warning", at, on: "2026-03-01" }]);
    expect(kinds({ methods: said("none", at), recoveryCodes: used, reset: reset(false) })).toEqual([
      "no-recovery-code",
    ]);
    // Of a code on paper that was used after a reset, and had no successor.
    const later = {
      recoveryCodes: byReset,
      reset: { at: usedAt, doneOn: null, hadRecoveryCode: true },
    };
    expect(findings({ methods: said("used", at), ...later })).toEqual([
      { kind: "recovery-code-used", weight: "warning", at },
    ]);
    expect(kinds({ methods: said("none", at), ...later })).toEqual(["no-recovery-code"]);
  });

  it("asks once a year whether a code that is kept elsewhere is still there", () => {
    const kept = (days: number) =>
      statuses({
        authenticator: here,
        biometrics: here,
        "recovery-code": { state: "elsewhere", at: NOW - days * DAY_MS },
      });
    expect(kinds({ methods: kept(365) })).toEqual([]);
    expect(findings({ methods: kept(366) })).toEqual([
      { kind: "ask-recovery-code", weight: "advice", at: NOW - 366 * DAY_MS },
    ]);
  });

  it("wants what is held in a backup, and one that is not too old", () => {
    expect(findings({ backedUpAt: null })).toEqual([
      { kind: "not-backed-up", weight: "warning", at: null },
    ]);
    expect(findings({ backedUpAt: NOW - 2 * DAY_MS })).toEqual([
      { kind: "not-backed-up", weight: "warning", at: NOW - 2 * DAY_MS },
    ]);
    expect(kinds({ backedUpAt: null, changedAt: null })).toEqual([]);
    const old = { changedAt: NOW - 300 * DAY_MS, backedUpAt: NOW - 181 * DAY_MS };
    expect(kinds(old)).toEqual(["backup-old"]);
    expect(kinds({ ...old, backedUpAt: NOW - 180 * DAY_MS })).toEqual([]);
  });

  it("is an alarm where all that leads into the account are passkeys here, in no backup", () => {
    const only = {
      methods: statuses({ biometrics: here, "security-key": here }),
      backedUpAt: null,
    };
    expect(findings(only)).toEqual([
      { kind: "passkeys-only-here", weight: "alarm", at: null },
      { kind: "no-recovery-code", weight: "warning", at: null },
    ]);
    const one = { ...only, methods: statuses({ biometrics: here, "recovery-code": here }) };
    expect(kinds(one)).toEqual(["passkeys-only-here", "one-way-only"]);
    const unserved = { ...elsewhere, callingCode: "+44" };
    expect(kinds({ ...one, methods: statuses({ biometrics: here, phone: unserved }) })).toContain(
      "passkeys-only-here",
    );
    expect(kinds({ ...one, backedUpAt: NOW })).toEqual(["one-way-only"]);
    // They are in a backup, though something newer is not.
    const inBackup = { ...here, at: NOW - 9 * DAY_MS };
    const newer = { changedAt: NOW - DAY_MS, backedUpAt: NOW - 5 * DAY_MS };
    const both = { biometrics: inBackup, "security-key": inBackup, "recovery-code": here };
    expect(kinds({ methods: statuses(both), ...newer })).toEqual(["not-backed-up"]);
    const oneIsNew = statuses({ ...both, "security-key": here });
    expect(kinds({ methods: oneIsNew, ...newer })).toEqual(["not-backed-up"]);
    for (const known of [
      { authenticator: here },
      { authenticator: elsewhere },
      { phone: { ...elsewhere, callingCode: "+1" } },
      { "security-key": elsewhere },
      { "recovery-code": elsewhere },
    ]) {
      const found = kinds({ ...only, methods: statuses({ biometrics: here, ...known }) });
      expect(found).not.toContain("passkeys-only-here");
      expect(found).toContain("not-backed-up");
    }
    for (const elsewhereToo of [["biometrics"], ["recovery-code"]] as const) {
      expect(kinds({ ...one, elsewhereToo })).toEqual(["one-way-only", "not-backed-up"]);
    }
  });

  it("does not know of a backup where what was noted of it can’t be read", () => {
    expect(findings({ backedUpAt: "unknown" })).toEqual([
      { kind: "backup-unknown", weight: "warning", at: null },
    ]);
    expect(kinds({ backedUpAt: "unknown", changedAt: null })).toEqual([]);
  });

  it("tells of a clock that is off by more than a code bears, where there are codes", () => {
    expect(kinds({ clockOffsetMs: 14_999 })).toEqual([]);
    expect(kinds({ clockOffsetMs: -15_000 })).toEqual(["clock-off"]);
    const methods = statuses({ phone: elsewhere, biometrics: here, "recovery-code": here });
    expect(kinds({ clockOffsetMs: 60_000, methods })).toEqual([]);
  });

  it("asks what only the user can see, until they say so", () => {
    expect(kinds({ ticks: [] })).toEqual(["email-unsecured", "password-not-unique"]);
    const ticks = [{ tick: "email-secured", done: false, at: NOW }, GOOD.ticks[1]] as const;
    expect(kinds({ ticks: ticks as HealthFacts["ticks"] })).toEqual(["email-unsecured"]);
  });

  it("puts what matters most first", () => {
    const worst = findings({
      role: "provider",
      methods: statuses({ "recovery-code": { state: "used", at: 1 } }),
      ticks: [],
      backedUpAt: null,
    });
    expect(worst.map(({ weight }) => weight)).toEqual([
      "alarm",
      "warning",
      "warning",
      "advice",
      "advice",
    ]);
  });
});
