import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createRecoveryCode, hashRecoveryCode, isRecoveryCode } from "../../site/recovery.ts";
import { startSite } from "../../site/server.ts";
import type { Site } from "../../site/server.ts";
import { email, enrollTotp, logIn, recordRecoveryCode, signUp } from "./accounts.ts";
import { alertOf, headingOf, Visitor } from "./visitor.ts";

let site: Site;
const time = Date.UTC(2026, 0, 15, 12);

beforeEach(async () => {
  site = await startSite({ now: () => time });
});
afterEach(() => site.close());

async function challenge(): Promise<Visitor> {
  const visitor = new Visitor(site);
  await logIn(visitor);
  await visitor.post("/challenge", "/challenge/choose", { method: "recovery" });
  return visitor;
}

describe("recovery codes", () => {
  it("are 24 upper-case letters and digits", () => {
    expect(createRecoveryCode()).toMatch(/^[A-Z0-9]{24}$/);
    expect(createRecoveryCode()).not.toBe(createRecoveryCode());
  });

  it("are recognised in lower case and with spaces and dashes", () => {
    const hash = hashRecoveryCode("ABCDEFGH12345678IJKLMNOP");
    expect(isRecoveryCode("abcdefgh 12345678-ijklmnop", hash)).toBe(true);
    expect(isRecoveryCode("ABCDEFGH12345678IJKLMNOQ", hash)).toBe(false);
  });

  it("come with the first method, are shown once and must be recorded", async () => {
    const visitor = new Visitor(site);
    await signUp(visitor);
    const page = await visitor.get("/enroll/otp");
    expect(page.text).toContain("Trouble scanning?");
    const { recoveryCode } = await enrollTotp(visitor, time);
    expect(recoveryCode).toMatch(/^[A-Z0-9]{24}$/);
    expect((await visitor.get("/recovery-code")).headers.location).toBe("/settings");
  });

  it("close every other page until the code is recorded", async () => {
    const visitor = new Visitor(site);
    await signUp(visitor);
    await enrollTotp(visitor, time);
    await visitor.post("/settings", "/enroll/start", { method: "recovery" });
    expect((await visitor.get("/home")).headers.location).toBe("/recovery-code");
    const shown = await visitor.get("/recovery-code");
    expect(headingOf(shown)).toBe("Your recovery code");
    expect(shown.text).toContain("I have safely recorded this");
    expect((await visitor.get("/recovery-code")).text).toContain("shown only once");
    const unticked = await visitor.post("/recovery-code", "/recovery-code");
    expect(alertOf(unticked)).toBe("Confirm that you have recorded the code.");
    await visitor.post("/recovery-code", "/recovery-code", { recorded: "yes" });
    expect(headingOf(await visitor.get("/home"))).toBe("Welcome");
  });

  it("are replaced when used, and the used one is refused from then on", async () => {
    const owner = new Visitor(site);
    await signUp(owner);
    const { recoveryCode } = await enrollTotp(owner, time);
    const visitor = await challenge();
    expect(headingOf(await visitor.get("/challenge/recovery"))).toBe("Enter your recovery code");
    const path = "/challenge/recovery";
    const reply = await visitor.post(path, path, { code: recoveryCode.toLowerCase() });
    expect(reply.headers.location).toBe("/recovery-code");
    const successor = await recordRecoveryCode(visitor);
    expect(successor).toMatch(/^[A-Z0-9]{24}$/);
    expect(successor).not.toBe(recoveryCode);
    expect(headingOf(await visitor.get("/home"))).toBe("Welcome");

    const second = await challenge();
    const old = await second.post(path, path, { code: recoveryCode });
    expect(alertOf(old)).toBe("The code you entered is incorrect. Try again.");
    const fresh = await second.post(path, path, { code: successor });
    expect(fresh.headers.location).toBe("/recovery-code");
    expect(headingOf(await second.get("/recovery-code"))).toBe("Your new recovery code");
    expect(site.state.events.filter(({ what }) => what === "recovery").map(({ ok }) => ok)).toEqual(
      [true, false, true],
    );
    expect(site.state.users("client").find(email)?.lastMethod).toBeNull();
  });
});
