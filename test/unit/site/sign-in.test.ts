import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startSite } from "../../site/server.ts";
import type { Site } from "../../site/server.ts";
import { email, enrollTotp, logIn, password, signUp } from "./accounts.ts";
import { alertOf, headingOf, Visitor } from "./visitor.ts";

let site: Site;
let time: number;

beforeEach(async () => {
  time = Date.UTC(2026, 0, 15, 12);
  site = await startSite({ now: () => time });
});
afterEach(() => site.close());

describe("signing in", () => {
  it("signs a new client up and shows who is signed in", async () => {
    const visitor = new Visitor(site);
    const reply = await signUp(visitor);
    expect(reply.headers.location).toBe("/home");
    const home = await visitor.get("/home");
    expect(headingOf(home)).toBe("Welcome");
    expect(home.text).toContain(`Signed in as ${email}`);
    expect(site.state.events.map(({ what, ok }) => [what, ok])).toEqual([
      ["signup", true],
      ["signed-in", true],
    ]);
  });

  it("signs in by password alone while there is no second factor", async () => {
    await signUp(new Visitor(site));
    const reply = await logIn(new Visitor(site));
    expect(reply.headers.location).toBe("/home");
  });

  it("gives the same answer for an unknown user and a wrong password", async () => {
    await signUp(new Visitor(site));
    const visitor = new Visitor(site);
    const unknown = await visitor.post("/login", "/login", { email: "no@example.org", password });
    const wrong = await visitor.post("/login", "/login", { email, password: "something else" });
    expect([unknown.status, alertOf(unknown)]).toEqual([401, "Wrong email or password."]);
    expect([wrong.status, alertOf(wrong)]).toEqual([401, "Wrong email or password."]);
  });

  it("stops taking passwords after ten wrong ones, for a while", async () => {
    await signUp(new Visitor(site));
    const visitor = new Visitor(site);
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await visitor.post("/login", "/login", { email, password: "wrong" });
    }
    expect((await logIn(visitor)).status).toBe(429);
    time += 16 * 60_000;
    expect((await logIn(visitor)).headers.location).toBe("/home");
  });

  it("keeps the accounts of the two roles apart", async () => {
    await signUp(new Visitor(site));
    const provider = new Visitor(site, "sigmund.headway.co");
    expect((await logIn(provider)).status).toBe(401);
    expect((await signUp(provider)).headers.location).toBe("/settings/login");
    expect(site.state.users("client").all()).toHaveLength(1);
    expect(site.state.users("provider").all()).toHaveLength(1);
  });

  it("gives the session a new identifier when rights change, in a strict host-only cookie", async () => {
    const visitor = new Visitor(site);
    const page = await visitor.get("/login");
    const cookie = page.headers["set-cookie"]?.[0] ?? "";
    expect(cookie).toMatch(/^__Host-headway=.+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const before = new Map(visitor.cookies);
    await signUp(visitor);
    expect(visitor.cookies).not.toEqual(before);
    const stale = new Visitor(site);
    for (const [name, value] of before) stale.cookies.set(name, value);
    expect((await stale.get("/home")).headers.location).toBe("/login");
  });

  it("does not take a session of one host on the other", async () => {
    const client = new Visitor(site);
    await signUp(client);
    const provider = new Visitor(site, "sigmund.headway.co");
    for (const [name, value] of client.cookies) provider.cookies.set(name, value);
    expect((await provider.get("/settings")).headers.location).toBe("/login");
  });

  it("refuses a POST without the CSRF token or from another origin", async () => {
    const visitor = new Visitor(site);
    await visitor.get("/login");
    const type = { "content-type": "application/x-www-form-urlencoded" };
    const body = new URLSearchParams({ email, password });
    expect((await visitor.send("POST", "/signup", type, body.toString())).status).toBe(403);
    body.set("csrf", visitor.csrf);
    const foreign = { ...type, origin: "https://evilheadway.co" };
    expect((await visitor.send("POST", "/signup", foreign, body.toString())).status).toBe(403);
    expect(site.state.users("client").all()).toHaveLength(0);
  });

  it("sends a strict content security policy and keeps pages out of caches", async () => {
    const { headers } = await new Visitor(site).get("/login");
    expect(headers["content-security-policy"]).toContain("default-src 'none'; script-src 'self'");
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'self'");
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers["permissions-policy"]).toBeUndefined();
  });

  it("lets the laboratory alone frame other pages", async () => {
    const { headers, text } = await new Visitor(site).get("/lab?frame=https://old.headway.co/");
    expect(headers["content-security-policy"]).toContain("frame-src https:");
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect(text).toContain('src="https://old.headway.co/"');
  });

  it("escapes what a visitor typed", async () => {
    const visitor = new Visitor(site);
    const reply = await visitor.post("/login", "/login", { email: `"><b>`, password });
    expect(reply.text).not.toContain("<b>");
    expect(reply.text).toContain("&quot;&gt;&lt;b&gt;");
  });

  it("signs out", async () => {
    const visitor = new Visitor(site);
    await signUp(visitor);
    await visitor.post("/home", "/logout");
    expect((await visitor.get("/home")).headers.location).toBe("/login");
    expect(site.state.events.at(-1)).toMatchObject({ what: "signed-out", email, ok: true });
  });

  it("shows no secret in its inspection", async () => {
    const visitor = new Visitor(site);
    await signUp(visitor);
    const { secret, recoveryCode } = await enrollTotp(visitor, time);
    const { text } = await visitor.get("/__state");
    expect(JSON.parse(text)).toMatchObject({ users: { client: [{ email, enrolled: ["otp"] }] } });
    expect(text).not.toContain(secret);
    expect(text).not.toContain(recoveryCode);
    expect(text.toLowerCase()).not.toContain("hash");
  });

  it("serves no inspection when told not to", async () => {
    const closed = await startSite({ inspect: false });
    try {
      expect((await new Visitor(closed).get("/__state")).status).toBe(404);
    } finally {
      await closed.close();
    }
  });
});
