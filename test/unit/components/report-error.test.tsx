// @vitest-environment jsdom
import { afterEach, describe, expect, it } from "vitest";
import { FailedScreen } from "../../../components/controls/failed-screen.tsx";
import { errorReport } from "../../../components/error-report.ts";
import { Shell } from "../../../components/shell.tsx";
import { WaykeyError } from "../../../lib/errors.ts";
import { axeFaults } from "./axe-faults.ts";
import { clearScreen, fakeClient, fakePorts, pageText, press, show } from "./screen.tsx";

const PAGE = {
  version: "0.1.0",
  userAgent: "Browser/1",
  language: "es",
  address: "chrome-extension://abc/options.html?account=secret#print",
};

afterEach(clearScreen);

describe("the report of an error", () => {
  it("names versions and codes, with what caused them, and no words of theirs", () => {
    const cause = new DOMException("ana@example.com does not fit", "QuotaExceededError");
    const error = new WaykeyError("vault/storage", "secret JBSWY3DP", { cause });
    expect(errorReport(error, PAGE)).toBe(
      [
        "waykey: 0.1.0",
        "browser: Browser/1",
        "language: es",
        "page: /options.html",
        "error: vault/storage < QuotaExceededError",
      ].join("\n"),
    );
  });

  it.each([
    [new TypeError("secret"), "TypeError"],
    ["secret", "string"],
    [undefined, ""],
  ])("says of %s no more than its name", (error, name) => {
    expect(errorReport(error, PAGE)).toMatch(new RegExp(`error: ${name}$`));
  });

  it("ends where causes go in a circle", () => {
    const error = new Error("one");
    error.cause = error;
    expect(errorReport(error, PAGE)).toContain("Error < Error < Error < Error < Error");
  });

  it("is copied from the screen that says what failed, and stays in the clipboard", async () => {
    const ports = fakePorts();
    await show(
      <Shell client={fakeClient({})} ports={ports}>
        <FailedScreen error={new WaykeyError("vault/storage", "")} onRetry={async () => {}} />
      </Shell>,
    );
    expect(await axeFaults()).toEqual([]);
    await press("Copy this report");
    expect(ports.copied).toHaveLength(1);
    expect(ports.copied[0]).toContain("error: vault/storage");
    expect(pageText()).toContain("The report is copied.");
  });
});
