import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startSite } from "../../site/server.ts";
import type { Site } from "../../site/server.ts";
import { email, enrollTotp, logIn, signUp } from "./accounts.ts";
import { alertOf, Visitor } from "./visitor.ts";

const host = "sigmund.headway.co";
const dayMs = 86_400_000;
let site: Site;
let time: number;

beforeEach(async () => {
  time = Date.UTC(2026, 0, 15, 12);
  site = await startSite({ now: () => time });
});
afterEach(() => site.close());

describe("providers", () => {
  it("can do nothing but enrol until they have a second factor", async () => {
    const visitor = new Visitor(site, host);
    expect((await signUp(visitor)).headers.location).toBe("/settings/login");
    for (const path of ["/home", "/settings"]) {
      expect((await visitor.get(path)).headers.location).toBe("/settings/login");
    }
    expect((await visitor.get("/settings/login")).text.match(/Enroll\s*<\/button/g)).toHaveLength(
      5,
    );
    await enrollTotp(visitor, time);
    expect((await visitor.get("/home")).status).toBe(200);
  });

  it("cannot reset their methods without an exemption", async () => {
    const visitor = new Visitor(site, host);
    await signUp(visitor);
    await enrollTotp(visitor, time);
    const reply = await visitor.post("/settings/login", "/settings/login/reset");
    expect(reply.status).toBe(403);
    expect(alertOf(reply)).toContain("Contact Headway support");
    expect(site.state.totpSecret("provider", email)).not.toBeNull();
  });

  it("sign in without the second factor within a week of an exemption, and reset", async () => {
    const owner = new Visitor(site, host);
    await signUp(owner);
    await enrollTotp(owner, time);
    site.state.grantExemption(email);
    time += 7 * dayMs - 1;
    const visitor = new Visitor(site, host);
    expect((await logIn(visitor)).headers.location).toBe("/home");
    await visitor.post("/settings/login", "/settings/login/reset");
    expect(site.state.totpSecret("provider", email)).toBeNull();
    expect((await visitor.get("/home")).headers.location).toBe("/settings/login");
    expect(site.state.events.at(-1)).toMatchObject({ what: "reset", ok: true });
  });

  it("need the second factor again once the week is over", async () => {
    const owner = new Visitor(site, host);
    await signUp(owner);
    await enrollTotp(owner, time);
    site.state.grantExemption(email);
    const late = new Visitor(site, host);
    expect((await logIn(late)).headers.location).toBe("/home");
    time += 7 * dayMs;
    expect((await logIn(new Visitor(site, host))).headers.location).toBe("/challenge/otp");
  });

  it("have no account page", async () => {
    const visitor = new Visitor(site, host);
    await signUp(visitor);
    await enrollTotp(visitor, time);
    expect((await visitor.get("/account")).status).toBe(404);
  });

  it("can be exempted only if they exist", () => {
    expect(() => site.state.grantExemption("no@example.org")).toThrow(RangeError);
  });
});
