// @vitest-environment jsdom

import { afterEach, describe, expect, it } from "vitest";
import type { AccountView } from "../../../lib/app/views.ts";
import { CLIENT, otpView, PROVIDER, SAVED_AT } from "./fixtures.ts";
import { openDetails, showPopup } from "./one-account.tsx";
import { buttonNames, clearScreen, pageText, press } from "./screen.tsx";

afterEach(() => clearScreen());

async function open(account: AccountView) {
  const client = await showPopup(account, {
    "account.exempted": () => null,
    "account.reset": () => null,
    "otp.put-away": () => null,
  });
  await openDetails(account);
  return client;
}

describe("a reset", () => {
  it("is asked about before anything is put away, and says what becomes of it", async () => {
    const client = await open(CLIENT);
    expect(pageText()).toContain("choose Reset 2FA");
    expect(buttonNames()).not.toContain("Support has let me in");
    await press("I have reset it");
    expect(pageText()).toContain("deletes nothing");
    await press("Not yet");
    expect(client.calls.some(({ method }) => method === "account.reset")).toBe(false);
    await press("I have reset it");
    await press("Yes, put the old ones away");
    expect(client.calls).toContainEqual({ method: "account.reset", input: { id: CLIENT.id } });
  });

  it("of a provider begins with support's word, which can be taken back", async () => {
    const client = await open(PROVIDER);
    await press("Support has let me in");
    expect(client.calls).toContainEqual({
      method: "account.exempted",
      input: { id: PROVIDER.id, grantedAt: expect.any(Number) as number },
    });
  });

  it("shows since when a provider is let in", async () => {
    const client = await open({
      ...PROVIDER,
      exemptedAt: SAVED_AT,
      findings: [{ kind: "reset-due", weight: "alarm", at: SAVED_AT }],
    });
    expect(pageText()).toContain("Support let you in on Mar 3, 2026");
    expect(pageText()).toContain("Urgent: Reset your ways to sign in by Mar 3, 2026");
    await press("That was a mistake");
    expect(client.calls).toContainEqual({
      method: "account.exempted",
      input: { id: PROVIDER.id, grantedAt: null },
    });
  });

  it("leaves what was put away to be taken back", async () => {
    const client = await open({ ...CLIENT, putAway: [otpView("otp-old", { label: "old" })] });
    await press("Use again: old");
    expect(client.calls).toContainEqual({
      method: "otp.put-away",
      input: { id: "otp-old", away: false },
    });
  });
});
