import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  browsersOf,
  GUIDE_BROWSERS,
  type GuideBrowser,
  type GuideId,
  GUIDES,
  guideSteps,
  isGuide,
} from "../../../lib/headway/guides.ts";
import { METHODS } from "../../../lib/headway/methods.ts";
import { ACCOUNT_ROLES, type AccountRole } from "../../../lib/headway/roles.ts";

const PLACES = ACCOUNT_ROLES.flatMap((role) =>
  GUIDE_BROWSERS.map((browser) => ({ role, browser })),
);

describe("the guides", () => {
  it("are there for every way to sign in, and for passkeys", () => {
    expect([...GUIDES].toSorted()).toEqual([...METHODS, "passkey"].toSorted());
    expect(isGuide("toString")).toBe(false);
  });

  it.each(GUIDES)("lead through %s for both roles in every browser, no step twice", (guide) => {
    for (const place of PLACES) {
      const steps = guideSteps(guide, place);
      expect(steps.length).toBeGreaterThan(4);
      expect(new Set(steps).size).toBe(steps.length);
    }
  });

  it("give no step that the table of Headway's sentences does not trace", () => {
    const table = readFileSync(new URL("../../../docs/headway.md", import.meta.url), "utf8");
    const steps = GUIDES.flatMap((guide) => PLACES.flatMap((place) => guideSteps(guide, place)));
    const traced = new Set(
      table
        .split("\n")
        .filter((line) => line.includes("`guides.e2e.ts`"))
        .flatMap((line) => [...line.matchAll(/`([\w-]+)`/g)].map(([, name]) => name)),
    );
    for (const step of new Set(steps)) expect(traced).toContain(step);
  });
});

describe("the steps of a guide", () => {
  const steps = (guide: GuideId, role: AccountRole = "client", browser: GuideBrowser = "chrome") =>
    guideSteps(guide, { role, browser });

  it.each(GUIDES.filter((guide) => guide !== "recovery-code"))(
    "begin %s in a client's settings, and in the Login tab of a provider's",
    (guide) => {
      expect(steps(guide).slice(0, 2)).toEqual(["sign-in-client", "settings-client"]);
      expect(steps(guide, "provider").slice(0, 2)).toEqual([
        "sign-in-provider",
        "settings-provider",
      ]);
      expect(steps(guide)[2]).toBe(`enroll-${guide}`);
      expect(steps(guide)).toContain("keep-recovery-code");
      expect(steps(guide).at(-1)).toBe("add-second-way");
    },
  );

  it("are a browser's own for an app, the device and a key", () => {
    expect(steps("authenticator", "client", "firefox")).toContain("open-waykey-firefox");
    expect(steps("authenticator", "client", "chrome")).toContain("open-waykey-chrome");
    for (const browser of GUIDE_BROWSERS) {
      expect(steps("biometrics", "client", browser)).toContain(`device-${browser}`);
    }
    expect(steps("security-key", "client", "firefox")).toContain("touch-key-firefox");
    expect(browsersOf("biometrics")).toEqual(["chrome", "firefox", "edge"]);
    expect(browsersOf("phone")).toEqual([]);
  });

  it("take Edge for Chrome where there is nothing of its own", () => {
    expect(steps("authenticator", "client", "edge")).toEqual(steps("authenticator"));
    expect(steps("security-key", "client", "edge")).toContain("touch-key-chrome");
  });

  it("say how each role gets a new recovery code", () => {
    expect(steps("recovery-code").at(-1)).toBe("new-code-client");
    expect(steps("recovery-code", "provider").at(-1)).toBe("new-code-provider");
  });
});
