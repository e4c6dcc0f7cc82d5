import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { placeOf } from "../../site/hosts.ts";
import { startSite } from "../../site/server.ts";
import type { Site } from "../../site/server.ts";
import { headingOf, Visitor } from "./visitor.ts";

describe("placeOf", () => {
  it("knows the two portals and nothing that merely looks like them", () => {
    expect(placeOf("headway.co")).toMatchObject({ kind: "headway", role: "client" });
    expect(placeOf("Sigmund.Headway.co:8443")).toMatchObject({
      role: "provider",
      rpId: "sigmund.headway.co",
      origin: "https://sigmund.headway.co",
    });
    expect(placeOf("help.headway.co").kind).toBe("help");
    for (const host of ["evilheadway.co", "headway.co.evil.test", "old.headway.co", "toString"]) {
      expect(placeOf(host).kind).toBe("other");
    }
  });
});

describe("hosts that are no portal", () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
  });
  afterAll(() => site.close());

  it("serve WebAuthn buttons and a code field, without a cookie", async () => {
    const hosts = ["help.headway.co", "old.headway.co", "evilheadway.co", "headway.co.evil.test"];
    for (const host of hosts) {
      const reply = await new Visitor(site, host).get("/?rpId=headway.co");
      expect(reply.status).toBe(200);
      expect(headingOf(reply)).not.toBe("");
      expect(reply.text).toContain('data-call="create"');
      expect(reply.text).toContain('autocomplete="one-time-code"');
      expect(reply.headers["set-cookie"]).toBeUndefined();
    }
  });

  it("serve no account pages", async () => {
    expect((await new Visitor(site, "old.headway.co").get("/login")).status).toBe(404);
  });

  it("share the bundled scripts", async () => {
    for (const script of ["screens.js", "boxes.js", "passkey.js", "lab.js", "stranger.js"]) {
      const reply = await new Visitor(site, "old.headway.co").get(`/assets/${script}`);
      expect(reply.headers["content-type"]).toContain("text/javascript");
    }
  });
});
