// @vitest-environment jsdom

import { act } from "preact/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import { ClockSection } from "../../../components/options/clock-section.tsx";
import { clockText, correctionText } from "../../../components/options/clock-text.ts";
import { Shell } from "../../../components/shell.tsx";
import type { ClockState } from "../../../lib/app/views.ts";
import { SAVED_AT } from "./fixtures.ts";
import {
  buttonNames,
  clearScreen,
  fakeClient,
  fakePorts,
  field,
  pageText,
  press,
  refuse,
  settle,
  show,
} from "./screen.tsx";

const BOX = "Let me compare the clock with Headway’s";

async function open(offsetMs: number | null, first: Partial<ClockState> = {}) {
  let state: ClockState = { allowed: true, correction: null, ...first };
  const client = fakeClient({
    "clock.get": () => state,
    "clock.allow": ({ allowed }) => {
      state = { ...state, allowed };
      return null;
    },
    "clock.check": () =>
      offsetMs === null
        ? refuse("clock/unreadable")
        : { host: "headway.co", offsetMs, uncertaintyMs: 600 },
    "clock.correct": ({ offsetMs: by }) => {
      state = { ...state, correction: by === null ? null : { offsetMs: by, at: SAVED_AT } };
      return null;
    },
  });
  await show(
    <Shell client={client} ports={fakePorts()}>
      <ClockSection />
    </Shell>,
  );
  return client;
}

afterEach(clearScreen);

describe("the section of the clock", () => {
  it("offers no check before the user has allowed it", async () => {
    const client = await open(0, { allowed: false });
    expect(field(BOX).checked).toBe(false);
    expect(buttonNames()).toEqual([]);
    await act(() => field(BOX).click());
    await settle();
    expect(buttonNames()).toEqual(["Check my clock"]);
    expect(client.calls.map(({ method }) => method)).not.toContain("clock.check");
  });

  it("says that a clock is right, and offers no correction of it", async () => {
    await open(-550);
    await press("Check my clock");
    expect(pageText()).toContain("Your computer’s clock is right, to 1 s");
    expect(buttonNames()).toEqual(["Check my clock"]);
  });

  it("corrects codes only when the user says so, and takes that back", async () => {
    const client = await open(42_300);
    await press("Check my clock");
    expect(pageText()).toContain("Your computer’s clock is 42 s behind Headway’s");
    expect(client.calls.map(({ method }) => method)).not.toContain("clock.correct");
    await press("Correct the codes");
    expect(client.calls).toContainEqual({ method: "clock.correct", input: { offsetMs: 42_300 } });
    expect(pageText()).toContain("Codes are made for a clock 42 s ahead of this computer’s");
    await press("Go by the computer’s clock again");
    expect(client.calls).toContainEqual({ method: "clock.correct", input: { offsetMs: null } });
    expect(pageText()).not.toContain("Codes are made for");
  });

  it("shows a correction though the check is switched off since", async () => {
    await open(0, { allowed: false, correction: { offsetMs: -5000, at: SAVED_AT } });
    expect(pageText()).toContain("Codes are made for a clock 5 s behind this computer’s");
    expect(buttonNames()).toEqual(["Go by the computer’s clock again"]);
  });

  it("doesn't correct what is more than a day off", async () => {
    await open(-3 * 86_400_000);
    await press("Check my clock");
    expect(pageText()).toContain("Your computer’s clock is 3 days ahead of Headway’s");
    expect(buttonNames()).toEqual(["Check my clock"]);
  });

  it("says what happens when the time can't be read", async () => {
    await open(null);
    await press("Check my clock");
    expect(pageText()).toContain("Headway’s time could not be read");
    expect(pageText()).toContain("Your codes are made as before");
  });
});

describe("how far a clock is off", () => {
  it.each([
    [601, "1 s"],
    [119_000, "119 s"],
    [185_000, "3 min 5 s"],
    [7_200_000, "2 h 0 min"],
  ])("of %i ms is %j", (offsetMs, words) => {
    expect(clockText({ host: "", offsetMs, uncertaintyMs: 600 }).title).toContain(
      `is ${words} behind`,
    );
    expect(correctionText(-offsetMs)).toBe(
      `Codes are made for a clock ${words} behind this computer’s`,
    );
  });
});
