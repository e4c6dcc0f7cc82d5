// @vitest-environment jsdom

import { afterEach, describe, expect, it } from "vitest";
import type { AccountView } from "../../../lib/app/views.ts";
import { GIVEN_NAMES } from "../../../lib/headway/given-names.ts";
import type { FindingKind } from "../../../lib/headway/health.ts";
import { CLIENT, methodStatus, PROVIDER, SAVED_AT } from "./fixtures.ts";
import { openDetails, showPopup } from "./one-account.tsx";
import { buttonNames, clearScreen, fakePorts, field, pageText, press, settle } from "./screen.tsx";

afterEach(() => clearScreen());

async function start(account: AccountView) {
  const opened: unknown[] = [];
  const ports = fakePorts({
    openOptions: (section) => {
      opened.push(section);
      return Promise.resolve();
    },
  });
  const answers = {
    "account.note-method": () => null,
    "account.tick": () => null,
    "password.make": () => ({ password: "aB3de-fghjk-mnpqr-stuvw" }),
  };
  return { client: await showPopup(account, answers, ports), ports, opened };
}

async function open(account: AccountView) {
  const started = await start(account);
  await openDetails(account);
  return started;
}

function having(kind: FindingKind, account = CLIENT): AccountView {
  return { ...account, findings: [{ kind, weight: "warning", at: SAVED_AT }] };
}

describe("the glance at an account", () => {
  it("says what matters most and how much more there is", async () => {
    await start(PROVIDER);
    expect(pageText()).toContain("Only one way to sign in is known · 1 more");
  });

  it("says that all is well", async () => {
    await start({ ...CLIENT, findings: [] });
    expect(pageText()).toContain("In good order");
  });
});

describe("an account that can't be read", () => {
  it("is none of a client until the user says so: whose it is decides what there is to do", async () => {
    const lost = { ...having("one-way-only"), email: GIVEN_NAMES.unreadable };
    await showPopup(lost, {});
    await press("Details of (account not readable) Role not known");
    expect(pageText()).toContain("Waykey can’t read this account");
    expect(pageText()).not.toContain("Check-up");
    expect(pageText()).not.toContain("Reset at Headway");
    field("Provider").click();
    await settle();
    expect(pageText()).toContain("then the Login tab");
    expect(pageText()).toContain("contact Headway support");
    field("Client").click();
    await settle();
    expect(pageText()).toContain("On headway.co open Settings");
  });
});

describe("the check-up of an account", () => {
  it.each([
    ["recovery-code-ended", "The reset on Mar 3, 2026 ended your recovery code", CLIENT],
    ["recovery-code-ended", "ask Headway support", PROVIDER],
    ["recovery-code-not-replaced", "There is no recovery code since Mar 3, 2026", CLIENT],
    ["recovery-code-not-replaced", "Ask Headway support for a new code", PROVIDER],
  ] as const)("says of %s: %s, and nothing of a use that was none", async (kind, text, account) => {
    await open(having(kind, account));
    expect(pageText()).toContain(text);
    expect(pageText()).not.toContain("Your recovery code was used");
    expect(buttonNames()).toContain("I have it elsewhere");
  });

  it("names each finding with its weight in words, and says where Headway mends it for this role", async () => {
    const alarm = { kind: "no-second-step", weight: "alarm", at: null } as const;
    await open({ ...PROVIDER, findings: [alarm] });
    expect(pageText()).toContain("Urgent: No second step is known: providers must have one");
    expect(pageText()).toContain("open Settings, then the Login tab");
    const link = document.querySelector<HTMLAnchorElement>("a[target=_blank]");
    expect(link?.href).toBe("https://sigmund.headway.co/");
    expect(link?.rel).toContain("noreferrer");
  });

  it("asks for another way beside a phone that gets no codes only where there are none", async () => {
    const unserved = (weight: "warning" | "advice") =>
      ({ ...CLIENT, findings: [{ kind: "phone-not-served", weight, at: SAVED_AT }] }) as const;
    await open(unserved("warning"));
    expect(pageText()).toContain("Add another way now");
    await clearScreen();
    await open(unserved("advice"));
    expect(pageText()).not.toContain("Add another way now");
    expect(pageText()).toContain("You have other ways to sign in.");
  });

  it.each([
    ["reset-late", PROVIDER, 2],
    ["no-recovery-code", PROVIDER, 2],
    ["recovery-code-ended", PROVIDER, 2],
    ["no-recovery-code", CLIENT, 0],
    ["one-way-only", PROVIDER, 1],
  ] as const)(
    "leads to Headway's support where it says to ask it: %s",
    async (kind, account, count) => {
      await open(having(kind, account));
      // One of them stands at the steps of a provider's reset.
      const links = [...document.querySelectorAll<HTMLAnchorElement>("a")].filter(
        ({ textContent }) => textContent === "Headway’s help and support",
      );
      expect(links.map(({ href }) => href)).toEqual(
        Array.from({ length: count }, () => "https://help.headway.co/"),
      );
      expect(links.every(({ rel, target }) => rel === "noreferrer" && target === "_blank")).toBe(
        true,
      );
    },
  );

  it.each(
    (
      [
        "no-recovery-code",
        "recovery-code-used",
        "recovery-code-ended",
        "recovery-code-not-replaced",
      ] as const
    ).flatMap((kind) => [
      [kind, "client", CLIENT, "https://headway.co/"] as const,
      [kind, "provider", PROVIDER, "https://help.headway.co/"] as const,
    ]),
  )("leads from %s to where a lost one is made anew: %s", async (kind, _role, account, href) => {
    await open(having(kind, account));
    const links = [...document.querySelectorAll<HTMLAnchorElement>(".finding a[rel=noreferrer]")];
    expect(links.map((link) => link.href)).toEqual([href]);
    expect(links.map(({ target }) => target)).toEqual(["_blank"]);
  });

  it("sends a client to the client's settings", async () => {
    await open(having("one-way-only"));
    expect(pageText()).toContain("On headway.co open Settings");
    expect(document.querySelector<HTMLAnchorElement>("a[target=_blank]")?.href).toBe(
      "https://headway.co/",
    );
  });

  it.each(["no-recovery-code", "recovery-code-used", "recovery-code-ended"] as const)(
    "tells a client of %s what a reset for a new one takes with it",
    async (kind) => {
      await open(having(kind));
      expect(pageText()).toContain("choose Reset 2FA: you set up your ways to sign in again then.");
    },
  );

  it.each(["no-recovery-code", "recovery-code-used"] as const)(
    "asks for %s where it is, in the list of ways",
    async (kind) => {
      const methods = CLIENT.methods.map(({ method }) => methodStatus(method));
      await open({ ...having(kind), methods });
      await press("I have it elsewhere");
      expect(pageText()).toContain("Where is it?");
      expect(document.activeElement?.tagName).toBe("INPUT");
    },
  );

  it("takes the yearly answer, with where it is", async () => {
    const known = methodStatus("recovery-code", { state: "elsewhere", where: "desk" });
    const methods = CLIENT.methods.map((each) => (each.method === known.method ? known : each));
    const { client } = await open({ ...having("ask-recovery-code"), methods });
    expect(pageText()).toContain("You said so last on Mar 3, 2026");
    const noted = (answer: object) => ({
      method: "account.note-method",
      input: { id: CLIENT.id, method: "recovery-code", answer },
    });
    await press("Yes, I have it");
    expect(client.calls).toContainEqual(
      noted({ state: "elsewhere", where: "desk", callingCode: "" }),
    );
    await press("No, it is gone");
    expect(client.calls).toContainEqual(noted({ state: "none" }));
  });

  it.each([
    ["not-backed-up", "Make a backup", "backup"],
    ["passkeys-only-here", "Make a backup", "backup"],
    ["backup-unknown", "Make a backup", "backup"],
    ["backup-old", "Make a backup", "backup"],
    ["clock-off", "Look at the clock", "clock"],
  ] as const)("leads from %s to the section that mends it", async (kind, button, section) => {
    const { opened } = await open(having(kind));
    await press(button);
    expect(opened).toEqual([section]);
  });

  it("takes a tick, and takes it back", async () => {
    const { client } = await open(having("password-not-unique"));
    expect(pageText()).toContain("Share yours with nobody.");
    await press("Yes, only here");
    const tick = (name: string, done: boolean) => ({
      method: "account.tick",
      input: { id: CLIENT.id, tick: name, done },
    });
    expect(client.calls).toContainEqual(tick("password-unique", true));
    await press("No longer so: E-mail account secured");
    expect(client.calls).toContainEqual(tick("email-secured", false));
  });

  it("makes a strong password, copies it by the clipboard that clears itself, and keeps none", async () => {
    const { ports } = await open(having("password-not-unique"));
    expect(buttonNames()).not.toContain("Copy password");
    await press("Make a strong password");
    expect(document.querySelector("output")?.textContent).toBe("aB3de-fghjk-mnpqr-stuvw");
    await press("Copy password");
    expect(ports.copied).toEqual(["aB3de-fghjk-mnpqr-stuvw"]);
    expect(buttonNames()).toContain("Make another");
  });
});
