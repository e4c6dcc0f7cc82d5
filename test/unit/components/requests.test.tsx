// @vitest-environment jsdom

import { afterEach, describe, expect, it } from "vitest";
import { RequestsSection } from "../../../components/options/requests-section.tsx";
import { requestText, verifiedText } from "../../../components/options/request-words.ts";
import { Shell } from "../../../components/shell.tsx";
import type { CeremonyLogEntry } from "../../../lib/app/views.ts";
import { logEntry } from "./fixtures.ts";
import {
  button,
  buttonNames,
  clearScreen,
  fakeClient,
  type FakeClient,
  fakePorts,
  pageText,
  press,
  refuse,
  show,
} from "./screen.tsx";

async function open(first: readonly CeremonyLogEntry[]): Promise<FakeClient> {
  let entries = first;
  const client = fakeClient({
    "log.list": () => entries,
    "log.clear": () => {
      entries = [];
      return null;
    },
  });
  await show(
    <Shell client={client} ports={fakePorts()}>
      <RequestsSection />
    </Shell>,
  );
  return client;
}

function rows(): readonly (readonly string[])[] {
  return Array.from(document.querySelectorAll("tbody tr"), (row) =>
    Array.from(row.querySelectorAll("td"), (cell) =>
      Array.from(cell.childNodes, (part) => part.textContent ?? "").join("|"),
    ),
  );
}

afterEach(clearScreen);

describe("the list of passkey requests", () => {
  it("shows when, what, where, the account and the verification, in the order of the worker", async () => {
    await open([
      logEntry({ kind: "create", result: "created", userVerified: false }),
      logEntry({ result: "cancelled", userName: "", userPresent: false, userVerified: false }),
    ]);
    expect(rows().map((cells) => cells.slice(1))).toEqual([
      [
        "New passkey: made|Present, not verified",
        "https://sigmund.headway.co|for headway.co",
        "ana@example.com",
      ],
      [
        "Sign-in: cancelled by you|Not verified",
        "https://sigmund.headway.co|for headway.co",
        "None chosen",
      ],
    ]);
    expect(rows()[0]?.[0]).toContain("2026");
    expect(document.querySelector("time")?.getAttribute("datetime")).toBe(
      "2026-03-03T00:00:00.000Z",
    );
  });

  it("scrolls in a region of its own that the keyboard reaches", async () => {
    await open(Array.from({ length: 200 }, () => logEntry()));
    const frame = document.querySelector<HTMLElement>('[role="region"]');
    expect(frame?.tabIndex).toBe(0);
    expect(frame?.getAttribute("aria-label")).toBe("List of passkey requests");
    expect(rows()).toHaveLength(200);
  });

  it("says that there are none, and offers nothing to clear", async () => {
    await open([]);
    expect(pageText()).toContain("No requests yet.");
    expect(buttonNames()).toEqual([]);
  });

  it("renders hostile names as text", async () => {
    await open([logEntry({ userName: "<img src=x>" })]);
    expect(document.querySelector("img")).toBeNull();
    expect(rows()[0]?.[3]).toBe("<img src=x>");
  });

  it("is cleared only after a second press", async () => {
    const client = await open([logEntry()]);
    await press("Clear the list");
    expect(document.activeElement).toBe(button("Keep the list"));
    await press("Keep the list");
    expect(document.activeElement).toBe(button("Clear the list"));
    expect(client.calls.map((call) => call.method)).toEqual(["log.list"]);
    await press("Clear the list");
    button("Clear it for good").focus();
    await press("Clear it for good");
    expect(client.calls.map((call) => call.method)).toEqual(["log.list", "log.clear", "log.list"]);
    expect(document.activeElement?.textContent).toBe("No requests yet.");
  });

  it("says when it can't be read", async () => {
    const client = fakeClient({ "log.list": () => refuse("record/damaged") });
    await show(
      <Shell client={client} ports={fakePorts()}>
        <RequestsSection />
      </Shell>,
    );
    expect(pageText()).toContain("This entry can’t be read");
  });
});

describe("the words of the list", () => {
  it.each([
    ["created", "New passkey: made"],
    ["already-registered", "New passkey: refused, Waykey has one for this account already"],
    ["other-device", "New passkey: left to another device or security key"],
    ["timed-out", "New passkey: not answered in time"],
    ["page-left", "New passkey: the page went away or took it back"],
    ["refused", "New passkey: refused by Waykey"],
    ["contradictory", "New passkey: refused, what the site asked for contradicts itself"],
    ["no-window", "New passkey: handed to the browser, Waykey’s window did not open"],
  ] as const)("tell of a creation that ended %s", (result, words) => {
    expect(requestText({ kind: "create", result })).toBe(words);
  });

  it("tell of a sign-in that no passkey fits", () => {
    expect(requestText({ kind: "get", result: "none-fits" })).toBe(
      "Sign-in: handed to the browser, no passkey fits",
    );
  });

  it.each([
    ["hidden", "Notice of the site: passkey hidden, the site no longer knows it"],
    ["shown", "Notice of the site: passkey shown again"],
    ["renamed", "Notice of the site: account renamed"],
  ] as const)("tell of a notice by which a passkey was %s", (result, words) => {
    expect(requestText({ kind: "signal", result })).toBe(words);
  });

  it("call verified only what was", () => {
    expect(verifiedText({ userPresent: true, userVerified: true })).toBe("Verified");
    expect(verifiedText({ userPresent: true, userVerified: false })).toBe("Present, not verified");
    expect(verifiedText({ userPresent: false, userVerified: false })).toBe("Not verified");
  });
});
