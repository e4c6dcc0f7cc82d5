import { describe, expect, it } from "vitest";
import { laterVersion } from "../../../lib/exchange/later-version.ts";
import { account, hotp, passkey, recovery } from "../vault/sample-records.ts";

const used = { ...recovery, usedAt: 5, endedBy: "used", updatedAt: 5 } as const;

describe("laterVersion", () => {
  it("counts on from the higher counter", () => {
    const later = { ...hotp, label: "mine", counter: 42 };
    expect(laterVersion(later, { ...hotp, counter: 44 })).toEqual({ ...later, counter: 44 });
    expect(laterVersion(later, hotp)).toBe(later);
  });

  it("leaves a recovery code ended, but for a later word", () => {
    const moved = { ...recovery, accountId: "account-2", updatedAt: 9 };
    expect(laterVersion(moved, used)).toEqual({ ...moved, usedAt: 5, endedBy: "used" });
    expect(laterVersion({ ...moved, notUsedAt: 4 }, used)).toMatchObject({ usedAt: 5 });
    const taken = { ...moved, notUsedAt: 6 };
    expect(laterVersion(taken, used)).toBe(taken);
  });

  it("keeps what was said of an account on either side", () => {
    const note = { method: "phone", state: "elsewhere", where: "", callingCode: null } as const;
    const later = { ...account, email: "new@example.com" };
    const earlier = { ...account, methods: [{ ...note, at: 3 }] };
    expect(laterVersion(later, earlier)).toEqual({ ...later, methods: earlier.methods });
  });

  it("takes nothing of anything else", () => {
    const other = { ...hotp, secret: "QUJDREVGR0hJSktMTU5PUA", counter: 99 };
    expect(laterVersion(hotp, other)).toBe(hotp);
    expect(laterVersion(hotp, used)).toBe(hotp);
    expect(laterVersion(passkey, { ...passkey, label: "earlier" })).toBe(passkey);
  });
});
