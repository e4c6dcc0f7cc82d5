import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { URI } from "otpauth";
import { startSite } from "../../site/server.ts";
import type { Site } from "../../site/server.ts";
import { createTotpSecret, totpUri, verifyTotp } from "../../site/totp.ts";
import { codeAt, email, enrollTotp, logIn, signUp } from "./accounts.ts";
import { alertOf, headingOf, Visitor } from "./visitor.ts";

const stepMs = 30_000;
const incorrect = "The code you entered is incorrect. Try again.";

describe("verifyTotp", () => {
  // RFC 6238, appendix B: SHA-1, the last six of the eight digits.
  const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

  it("accepts the vectors of RFC 6238", () => {
    const vectors = [
      [59, "287082"],
      [1_111_111_109, "081804"],
      [1_234_567_890, "005924"],
      [20_000_000_000, "353130"],
    ] as const;
    for (const [seconds, code] of vectors) {
      const verdict = verifyTotp({ secret, lastStep: -1 }, code, seconds * 1000);
      expect(verdict).toEqual({ ok: true, step: Math.floor(seconds / 30) });
    }
  });

  it("accepts one step either side and no more", () => {
    const now = 1_234_567_890_000;
    const at = (steps: number) =>
      verifyTotp({ secret, lastStep: -1 }, codeAt(secret, now + steps * stepMs), now).ok;
    expect([-2, -1, 0, 1, 2].map(at)).toEqual([false, true, true, true, false]);
  });

  it("refuses a step that was used, and those before it", () => {
    const now = 1_234_567_890_000;
    const step = Math.floor(now / stepMs);
    const totp = { secret, lastStep: step };
    expect(verifyTotp(totp, codeAt(secret, now), now)).toMatchObject({ reason: "reused" });
    expect(verifyTotp(totp, codeAt(secret, now - stepMs), now)).toMatchObject({ reason: "reused" });
    expect(verifyTotp(totp, codeAt(secret, now + stepMs), now)).toMatchObject({ ok: true });
  });

  it("calls anything but six digits malformed", () => {
    for (const code of ["", "12345", "1234567", "12345a", "١٢٣٤٥٦"]) {
      const verdict = verifyTotp({ secret, lastStep: -1 }, code, 0);
      expect(verdict).toEqual({ ok: false, reason: "malformed" });
    }
  });
});

describe("totpUri", () => {
  it("names issuer, account and all parameters", () => {
    const secret = createTotpSecret();
    const uri = totpUri("ada+x@example.org", secret);
    expect(uri).toBe(
      `otpauth://totp/Headway:ada%2Bx%40example.org?secret=${secret}&issuer=Headway&algorithm=SHA1&digits=6&period=30`,
    );
    expect(URI.parse(uri)).toMatchObject({ issuer: "Headway", label: "ada+x@example.org" });
    expect(secret).toHaveLength(32);
  });
});

describe("the authenticator app", () => {
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

  it("is enrolled by a code of the shown key and then asked for", async () => {
    const { secret } = await enrollTotp(visitor, time);
    expect(site.state.totpSecret("client", email)).toBe(secret);
    time += stepMs;
    const fresh = new Visitor(site);
    expect((await logIn(fresh)).headers.location).toBe("/challenge/otp");
    expect((await fresh.get("/home")).headers.location).toBe("/login");
    expect(headingOf(await fresh.get("/challenge/otp"))).toBe("Check your authenticator app");
    const code = codeAt(secret, time);
    const reply = await fresh.post("/challenge/otp", "/challenge/otp", { code });
    expect(reply.headers.location).toBe("/home");
  });

  it("is not enrolled by a wrong code", async () => {
    const page = await visitor.get("/enroll/otp");
    expect(headingOf(page)).toBe("Secure your account — scan this code");
    const reply = await visitor.post("/enroll/otp", "/enroll/otp", { code: "000000" });
    expect(alertOf(reply)).toBe(incorrect);
    expect(site.state.totpSecret("client", email)).toBeNull();
  });

  it("shows the barcode as SVG, or as PNG on request", async () => {
    expect((await visitor.get("/enroll/otp")).text).toContain('src="data:image/svg+xml;base64,');
    const { text } = await visitor.get("/enroll/otp?barcode=png");
    expect(text).toContain('src="data:image/png;base64,iVBORw0KGgo');
  });

  it("refuses a code twice, and the code that enrolled it", async () => {
    const { secret } = await enrollTotp(visitor, time);
    const used = codeAt(secret, time);
    const fresh = new Visitor(site);
    await logIn(fresh);
    const again = await fresh.post("/challenge/otp", "/challenge/otp", { code: used });
    expect(alertOf(again)).toBe("This code was used already. Wait for the next one.");
    time += stepMs;
    const code = codeAt(secret, time);
    await fresh.post("/challenge/otp", "/challenge/otp", { code });
    const second = new Visitor(site);
    await logIn(second);
    const reply = await second.post("/challenge/otp", "/challenge/otp", { code });
    expect(alertOf(reply)).toBe("This code was used already. Wait for the next one.");
  });

  it("ends the challenge at the tenth wrong code", async () => {
    await enrollTotp(visitor, time);
    const fresh = new Visitor(site);
    await logIn(fresh);
    for (let attempt = 0; attempt < 9; attempt += 1) {
      const reply = await fresh.post("/challenge/otp", "/challenge/otp", { code: "00000" });
      expect(reply.status).toBe(400);
    }
    const last = await fresh.post("/challenge/otp", "/challenge/otp", { code: "00000" });
    expect(last.headers.location).toBe("/login");
    expect((await fresh.get("/challenge/otp")).headers.location).toBe("/login");
  });

  it("answers page scripts in JSON", async () => {
    await enrollTotp(visitor, time);
    const fresh = new Visitor(site);
    await logIn(fresh);
    const wrong = await fresh.call("/challenge/otp?makeup=react", "/challenge/otp", { code: "1" });
    expect(wrong).toEqual({ ok: false, error: "Enter the 6-digit code." });
    time += stepMs;
    const code = codeAt(site.state.totpSecret("client", email) ?? "", time);
    const right = await fresh.call("/challenge/otp", "/challenge/otp", { code });
    expect(right).toEqual({ ok: true, next: "/home" });
  });

  it("builds the field as the visitor chose and names it code", async () => {
    expect((await visitor.get("/enroll/otp")).text).toMatch(/<input\s+id="code"\s+name="code"/);
    const boxes = await visitor.get("/enroll/otp?makeup=boxes");
    expect(boxes.text.match(/maxlength="1"/g)).toHaveLength(6);
    expect(boxes.text).toContain('<input type="hidden" name="code" />');
    expect((await visitor.get("/enroll/otp?makeup=react")).text).toContain('id="screen"');
    expect((await visitor.get("/enroll/otp")).text).toContain('id="screen"');
  });

  it("is removed by Reset 2FA after the password was given again", async () => {
    await enrollTotp(visitor, time);
    const path = "/account/reset-2fa";
    const wrong = await visitor.post(path, path, { password: "wrong" });
    expect(wrong.status).toBe(401);
    expect(site.state.totpSecret("client", email)).not.toBeNull();
    const right = await visitor.post(path, path, { password: "correct horse battery" });
    expect(right.headers.location).toBe("/settings");
    expect(site.state.totpSecret("client", email)).toBeNull();
    expect((await logIn(new Visitor(site))).headers.location).toBe("/home");
  });
});
