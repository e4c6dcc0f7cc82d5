import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findUsNumber, PhoneNetwork, verifyPhoneCode } from "../../site/phone.ts";
import { startSite } from "../../site/server.ts";
import type { Site } from "../../site/server.ts";
import { logIn, recordRecoveryCode, signUp } from "./accounts.ts";
import { alertOf, headingOf, Visitor } from "./visitor.ts";

const number = "+14155550123";

describe("findUsNumber", () => {
  it("reads the usual spellings of a +1 number", () => {
    const spellings = ["+1 415 555 0123", "(415) 555-0123", "1-415-555-0123", "415.555.0123"];
    for (const text of spellings) expect(findUsNumber(text)).toBe(number);
  });

  it("finds none in numbers of other countries and in nonsense", () => {
    const others = ["+44 20 7946 0123", "+49 30 123456", "0044 20 7946 0123", "555-0123", "", "+1"];
    for (const text of others) expect(findUsNumber(text)).toBeNull();
  });
});

describe("verifyPhoneCode", () => {
  it("accepts a code once", () => {
    const sent = new PhoneNetwork().send(number, "sms", 0);
    expect(verifyPhoneCode(sent, sent.code, 1)).toEqual({ ok: true });
    expect(verifyPhoneCode(sent, sent.code, 2)).toEqual({ ok: false, reason: "used" });
  });

  it("refuses a code after five minutes", () => {
    const sent = new PhoneNetwork().send(number, "sms", 0);
    expect(verifyPhoneCode(sent, sent.code, 300_001)).toEqual({ ok: false, reason: "expired" });
  });

  it("refuses the right code after five wrong ones", () => {
    const sent = new PhoneNetwork().send(number, "voice", 0);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect(verifyPhoneCode(sent, "x", 1)).toEqual({ ok: false, reason: "incorrect" });
    }
    expect(verifyPhoneCode(sent, sent.code, 1)).toEqual({ ok: false, reason: "spent" });
  });
});

describe("the phone method", () => {
  let site: Site;
  let time: number;
  let visitor: Visitor;

  beforeEach(async () => {
    time = Date.UTC(2026, 0, 15, 12);
    site = await startSite({ now: () => time });
    visitor = new Visitor(site);
    await signUp(visitor);
  });
  afterEach(() => site.close());

  const lastCode = () => site.state.phoneMessages(number).at(-1)?.code ?? "";

  async function enrollPhone(): Promise<void> {
    const fields = { phone: "(415) 555-0123", channel: "sms" };
    await visitor.post("/enroll/phone", "/enroll/phone", fields);
    await visitor.post("/enroll/phone/code", "/enroll/phone/code", { code: lastCode() });
    await recordRecoveryCode(visitor);
  }

  it("takes no number outside +1 and sends nothing there", async () => {
    const fields = { phone: "+44 20 7946 0123", channel: "sms" };
    const reply = await visitor.post("/enroll/phone", "/enroll/phone", fields);
    expect(alertOf(reply)).toContain("Non-US numbers are not supported");
    expect(site.state.phoneMessages()).toHaveLength(0);
  });

  it("is enrolled by the code that was sent, and asked for at the next login", async () => {
    await enrollPhone();
    const fresh = new Visitor(site);
    expect((await logIn(fresh)).headers.location).toBe("/challenge/phone");
    const page = await fresh.get("/challenge/phone");
    expect(headingOf(page)).toBe("Enter the 6-digit code we texted you");
    expect(page.text).toContain('name="code"');
    const path = "/challenge/phone";
    expect((await fresh.post(path, path, { code: lastCode() })).headers.location).toBe("/home");
    expect(site.state.phoneMessages(number)).toHaveLength(2);
  });

  it("calls instead of texting when asked, and plays it on the phone page", async () => {
    await enrollPhone();
    const fresh = new Visitor(site);
    await logIn(fresh);
    await fresh.post("/challenge/phone", "/challenge/phone/send", { channel: "voice" });
    expect(site.state.phoneMessages(number).at(-1)?.channel).toBe("voice");
    const played = await fresh.get("/phone");
    expect(played.text).toContain(Array.from(lastCode()).join(", "));
    await fresh.post("/challenge/phone", "/challenge/phone", { code: lastCode() });
    expect(site.state.events.at(-2)).toMatchObject({ what: "voice", ok: true });
  });

  it("stops sending after twenty messages to a number", async () => {
    await enrollPhone();
    const fresh = new Visitor(site);
    await logIn(fresh);
    for (let sent = 0; sent < 20; sent += 1) {
      await fresh.post("/challenge/phone", "/challenge/phone/send", { channel: "sms" });
    }
    expect(site.state.phoneMessages(number)).toHaveLength(20);
  });
});
