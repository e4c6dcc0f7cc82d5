import { describe, expect, it } from "vitest";
import { checkNewPassword, passwordHint } from "../../../components/access/password-strength.ts";
import { maskText } from "../../../components/plain-text.ts";
import { findAccounts } from "../../../components/search/find-accounts.ts";
import { otpLabel, otpName } from "../../../components/popup/otp-name.ts";
import {
  accountOfPage,
  heldOtps,
  rankAccounts,
  unconfirmedOf,
} from "../../../components/popup/page-match.ts";
import { CLIENT, otpView, pageView, PROVIDER } from "./fixtures.ts";

describe("matching accounts to the page in use", () => {
  const other = { ...CLIENT, id: "other", email: "b@example.com" };

  it("puts the role before the address, and keeps the order of equals", () => {
    const page = pageView({ role: "provider", email: "b@example.com" });
    expect(rankAccounts([CLIENT, other, PROVIDER], page).map(({ id }) => id)).toEqual([
      "provider",
      "other",
      "client",
    ]);
    expect(rankAccounts([CLIENT, PROVIDER], null)).toEqual([CLIENT, PROVIDER]);
  });

  it("puts the address before the role where a log-in may serve both", () => {
    const origin = "https://login.headway.co";
    const page = pageView({ origin, email: PROVIDER.email });
    const ranked = rankAccounts([other, PROVIDER], page);
    expect(ranked.map(({ id }) => id)).toEqual(["provider", "other"]);
    expect(accountOfPage([other, PROVIDER], page)?.id).toBe("provider");
    const twin = { ...other, email: PROVIDER.email };
    expect(accountOfPage([twin, PROVIDER], page)).toBeNull();
    expect(accountOfPage([other, PROVIDER], pageView({ origin }))).toBeNull();
  });

  it("puts the new entry of the account that the page names before a newer one", () => {
    const fresh = (id: string, createdAt: number) => [otpView(id, { createdAt, confirmed: false })];
    const entries = heldOtps([
      { ...other, otps: fresh("newer", 9) },
      { ...CLIENT, otps: fresh("named", 1) },
    ]);
    const idsOn = (email: string | null) =>
      unconfirmedOf(entries, pageView({ email })).map(({ otp }) => otp.id);
    expect(idsOn(CLIENT.email)).toEqual(["named", "newer"]);
    expect(idsOn(null)).toEqual(["newer", "named"]);
  });

  it("is sure only of one account, and never crosses roles", () => {
    expect(accountOfPage([CLIENT, PROVIDER], pageView({}))?.id).toBe("client");
    expect(accountOfPage([CLIENT, other], pageView({}))).toBeNull();
    expect(accountOfPage([CLIENT, other], pageView({ email: "B@Example.com" }))?.id).toBe("other");
    expect(accountOfPage([PROVIDER], pageView({ email: "ana@example.com" }))).toBeNull();
  });

  it("lists confirmed entries of an account first", () => {
    const account = {
      ...CLIENT,
      otps: [otpView("new", { confirmed: false }), otpView("old", { confirmed: true })],
    };
    expect(heldOtps([account]).map(({ otp }) => otp.id)).toEqual(["old", "new"]);
  });

  it("names entries of one account apart even under one label", () => {
    const otps = [otpView("a", { label: "x" }), otpView("b", { label: "x" })];
    const account = { ...CLIENT, otps };
    const names = heldOtps([account]).map(otpName);
    expect(names).toEqual(["ana@example.com (Client), x 1", "ana@example.com (Client), x 2"]);
  });

  it("are named by their issuer where two sites have the same label", () => {
    const otps = [
      otpView("a", { label: "ana@example.com" }),
      otpView("b", { label: "ana@example.com", issuer: "GitHub" }),
      otpView("c", { label: "other" }),
    ];
    expect(otps.map((otp) => otpLabel(otp, otps))).toEqual([
      "Headway: ana@example.com",
      "GitHub: ana@example.com",
      "other",
    ]);
  });

  it("finds accounts by every word, without regard to case and accents", () => {
    const zoe = { ...CLIENT, id: "zoe", email: "Zoë.Müller@example.com" };
    const search = (query: string) => findAccounts([CLIENT, PROVIDER, zoe], query);
    expect(search("ANA provider")).toEqual([PROVIDER]);
    expect(search("laptop")).toContain(CLIENT);
    expect(search("  ")).toEqual([CLIENT, PROVIDER, zoe]);
    expect(search("nobody")).toEqual([]);
    expect(search("zoe muller")).toEqual([zoe]);
    expect(search("ZOË")).toEqual([zoe]);
  });

  it("finds accounts by the site of a passkey, and by no word that spans two names", () => {
    const [passkey] = CLIENT.passkeys;
    if (passkey === undefined) throw new RangeError("CLIENT must have a passkey");
    const passkeys = [{ ...passkey, label: "one", userName: "two", rpId: "care.headway.co" }];
    const accounts = [{ ...CLIENT, passkeys }];
    const search = (query: string) => findAccounts(accounts, query);
    expect(search("care.head")).toHaveLength(1);
    expect(search("onetwo")).toEqual([]);
  });
});

describe("a new password", () => {
  it("is counted in characters, not in code units", () => {
    expect(checkNewPassword("🔑🔑🔑🔑🔑", "🔑🔑🔑🔑🔑").password).not.toBeNull();
    expect(checkNewPassword("1234567890", "1234567890")).toEqual({
      password: null,
      repeated: null,
    });
    expect(checkNewPassword("1234567890", "1234567891").repeated).not.toBeNull();
  });

  it("gets a hint by its length", () => {
    expect(passwordHint("123456789")).toEqual({ level: "short", text: "1 more character needed." });
    expect(passwordHint("1234567890").level).toBe("fair");
    expect(passwordHint("12345678901234567").level).toBe("good");
  });

  it("is masked with one dot for each character", () => {
    expect(maskText("AB🔑")).toBe("•••");
  });
});
