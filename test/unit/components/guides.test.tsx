// @vitest-environment jsdom

import { readdirSync, statSync } from "node:fs";
import { run } from "axe-core";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { browserInUse } from "../../../components/guides/browser-in-use.ts";
import {
  guideAddress,
  hashOf,
  placeOfHash,
  roleOfSearch,
} from "../../../components/guides/guide-address.ts";
import { PICTURES, picturesOf } from "../../../components/guides/guide-pictures.ts";
import { guideStepText } from "../../../components/guides/guide-words.ts";
import { HelpApp } from "../../../components/trouble/help-app.tsx";
import type { AccountView } from "../../../lib/app/views.ts";
import { GUIDE_BROWSERS, GUIDES, guideSteps } from "../../../lib/headway/guides.ts";
import { ACCOUNT_ROLES } from "../../../lib/headway/roles.ts";
import { CLIENT, methodStatus, PROVIDER, SAVED_AT, vaultStatus } from "./fixtures.ts";
import { openDetails, showPopup } from "./one-account.tsx";
import { openPopup } from "./open-popup.tsx";
import { clearScreen, fakeClient, fakePorts, pageText, settle, show } from "./screen.tsx";

const ALL = GUIDES.flatMap((guide) =>
  ACCOUNT_ROLES.flatMap((role) =>
    GUIDE_BROWSERS.flatMap((browser) => guideSteps(guide, { role, browser })),
  ),
);

async function goTo(hash: string): Promise<void> {
  await act(() => {
    history.replaceState(null, "", hash);
    window.dispatchEvent(new HashChangeEvent("hashchange"));
  });
  await settle();
}

async function showHelp(
  accounts: readonly AccountView[] | null,
  address: string,
  browser: "chrome" | "firefox" = "chrome",
): Promise<void> {
  history.replaceState(null, "", address);
  const client = fakeClient({
    "vault.status": () => vaultStatus(accounts === null ? "locked" : "unlocked"),
    "vault.contents": () => ({ accounts: accounts ?? [], unreadable: [] }),
  });
  await show(<HelpApp client={client} ports={fakePorts({ browser })} />);
}

function title(): string {
  return document.querySelector("h1")?.textContent ?? "";
}

/** The labels of what is chosen among radio buttons. */
function chosen(): readonly (string | undefined)[] {
  return [...document.querySelectorAll<HTMLInputElement>("input:checked")].map(
    (input) => input.labels?.[0]?.textContent,
  );
}

function linksTo(hash: string): readonly HTMLAnchorElement[] {
  return [...document.querySelectorAll("a")].filter((link) =>
    link.getAttribute("href")?.endsWith(hash),
  );
}

beforeEach(() => history.replaceState(null, "", "/help.html"));
afterEach(async () => {
  await clearScreen();
  history.replaceState(null, "", "/");
});

describe("the pictures of the guides", () => {
  const files = readdirSync("public/guides");

  it("are all there, and none is left over", () => {
    const named = Object.keys(PICTURES).map((name) => `${name}.webp`);
    expect([...files].toSorted()).toEqual(named.toSorted());
    const used = new Set(ALL.flatMap(picturesOf));
    expect([...used].toSorted()).toEqual(Object.keys(PICTURES).toSorted());
  });

  it("are small, all together", () => {
    const bytes = files.map((file) => statSync(`public/guides/${file}`).size);
    expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(600_000);
  });
});

describe("the words of the guides", () => {
  it("say something at every step", () => {
    for (const step of new Set(ALL)) expect(guideStepText(step).length).toBeGreaterThan(15);
  });
});

describe("the addresses of the guides", () => {
  it("lead to each guide and to the list, for a role", () => {
    for (const guide of GUIDES) expect(placeOfHash(hashOf(guide))).toBe(guide);
    expect(placeOfHash(hashOf("guides"))).toBe("guides");
    expect(guideAddress("phone", "provider")).toBe("help.html?role=provider#guide-phone");
    expect(guideAddress(null, null)).toBe("help.html#guides");
    expect(roleOfSearch("?role=provider")).toBe("provider");
  });

  it.each(["", "#", "#trouble", "#guide-", "#guide-toString", "#phone"])(
    "lead from %j to the help with trouble",
    (hash) => expect(placeOfHash(hash)).toBe("trouble"),
  );

  it("name no other role", () => expect(roleOfSearch("?role=owner")).toBeNull());
});

describe("the browser in use", () => {
  it("is Edge where Edge says so", () => {
    expect(browserInUse("chrome", "Mozilla/5.0 Chrome/140.0 Safari/537.36 Edg/140.0")).toBe("edge");
    expect(browserInUse("chrome", "Mozilla/5.0 Chrome/140.0 Safari/537.36")).toBe("chrome");
    expect(browserInUse("firefox", "Mozilla/5.0 Firefox/145.0")).toBe("firefox");
  });
});

describe("the guides on the page of help", () => {
  it("are listed, locked or not, and each link leads to its guide", async () => {
    await showHelp(null, "/help.html#guides");
    expect(title()).toBe("Set up a way to sign in");
    for (const guide of GUIDES) expect(linksTo(hashOf(guide))).toHaveLength(1);
    await goTo("#guide-phone");
    expect(title()).toBe("Set up your phone for codes");
    expect(document.activeElement?.tagName).toBe("H1");
    expect(document.querySelectorAll("ol")).toHaveLength(0);
    await goTo("#trouble");
    expect(title()).toBe("Trouble signing in to Headway");
  });

  it("ask who one is, and take the role from the address", async () => {
    await showHelp(null, "/help.html?role=provider#guide-authenticator");
    expect(chosen()).toEqual(["Provider", "Chrome or Edge"]);
    expect(pageText()).toContain("then the “Login” tab");
    expect(linksTo("https://sigmund.headway.co/")).toHaveLength(1);
    await act(() => document.querySelector<HTMLInputElement>("input[value=client]")?.click());
    await settle();
    expect(pageText()).not.toContain("then the “Login” tab");
    expect(pageText()).toContain("Sign in to headway.co.");
  });

  it("know the role that all accounts have", async () => {
    await showHelp([PROVIDER], "/help.html#guide-phone");
    expect(chosen()).toEqual(["Provider"]);
    await clearScreen();
    await showHelp([CLIENT, PROVIDER], "/help.html#guide-phone");
    expect(chosen()).toEqual([]);
  });

  it("begin with the browser in use, and have the others too", async () => {
    await showHelp([CLIENT], "/help.html#guide-biometrics", "firefox");
    expect(chosen()).toEqual(["Client", "Firefox"]);
    expect(pageText()).toContain("Firefox hands over");
    await act(() => document.querySelector<HTMLInputElement>("input[value=edge]")?.click());
    await settle();
    expect(pageText()).toContain("Edge asks next.");
  });

  it.each(GUIDES.flatMap((guide) => ACCOUNT_ROLES.map((role) => [guide, role] as const)))(
    "%s for a %s: every picture has words, and axe finds no fault",
    async (guide, role) => {
      await showHelp(null, `/${guideAddress(guide, role)}`);
      const pictures = [...document.querySelectorAll("img")];
      expect(pictures.length).toBeGreaterThan(2);
      for (const picture of pictures) expect(picture.alt.length).toBeGreaterThan(20);
      const { violations } = await run(document.body, {
        rules: { "color-contrast": { enabled: false } },
      });
      expect(violations).toEqual([]);
    },
  );
});

describe("the links to the guides", () => {
  it("stand beside each way of an account that is not set up, for its role", async () => {
    const methods = PROVIDER.methods.map(({ method }) => methodStatus(method));
    await showPopup({ ...PROVIDER, methods }, {});
    await openDetails(PROVIDER);
    const [link] = linksTo("?role=provider#guide-security-key");
    expect(link?.getAttribute("aria-label")).toBe("How to set it up: Security key");
    expect(link?.target).toBe("_blank");
  });

  it("stand in the popup while there is no account", async () => {
    await openPopup([]);
    expect(linksTo("help.html#guides")).toHaveLength(1);
  });

  it("don't stand beside what is set up", async () => {
    const elsewhere = { state: "elsewhere", at: SAVED_AT } as const;
    const methods = CLIENT.methods.map(({ method }) => methodStatus(method, elsewhere));
    await showPopup({ ...CLIENT, methods, findings: [] }, {});
    await openDetails(CLIENT);
    expect(linksTo("#guide-phone")).toEqual([]);
  });

  it.each([
    ["one-way-only", "?role=client#guides"],
    ["no-second-step", "?role=client#guides"],
    ["code-untried", "?role=client#guide-authenticator"],
    ["phone-not-served", "?role=client#guides"],
    ["no-recovery-code", "?role=client#guide-recovery-code"],
  ] as const)("stand beside the finding %s", async (kind, hash) => {
    const finding = { kind, weight: "warning", at: SAVED_AT } as const;
    await showPopup({ ...CLIENT, methods: [], findings: [finding] }, {});
    await openDetails(CLIENT);
    expect(linksTo(hash)).toHaveLength(1);
  });
});
