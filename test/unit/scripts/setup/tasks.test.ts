import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { SetupFailure } from "../../../../scripts/setup/failure.mjs";
import { parseTask } from "../../../../scripts/setup/tasks.mjs";

describe("parseTask", () => {
  it("wants both browsers for a whole test and for the end-to-end tests", () => {
    expect(parseTask(["test"]).browsers).toEqual(["firefox", "chromium"]);
    expect(parseTask(["e2e"]).browsers).toEqual(["firefox", "chromium"]);
    expect(parseTask(["bench", "popup"]).browsers).toEqual(["chromium", "firefox"]);
  });

  it("wants no browser where none is used", () => {
    expect(parseTask(["unit"]).browsers).toEqual([]);
    expect(parseTask(["build"]).browsers).toEqual([]);
    expect(parseTask(["test", "lint", "types"]).browsers).toEqual([]);
    expect(parseTask(["exec", "wxt", "prepare"]).browsers).toEqual([]);
  });

  it("wants one browser where one is named", () => {
    expect(parseTask(["e2e", "--browser=firefox"]).browsers).toEqual(["firefox"]);
    expect(parseTask(["demo"]).browsers).toEqual(["chromium"]);
    expect(parseTask(["pictures"]).browsers).toEqual(["chromium", "firefox"]);
    expect(parseTask(["pictures", "screens"]).browsers).toEqual(["chromium", "firefox"]);
    expect(parseTask(["pictures", "guides"]).browsers).toEqual(["chromium"]);
    expect(parseTask(["demo", "--browser=firefox"]).browsers).toEqual(["firefox"]);
  });

  it("has the development server build for the browser that it opens", () => {
    expect(parseTask(["dev"])).toMatchObject({
      args: ["wxt", "-b", "chrome"],
      browsers: ["chromium"],
    });
    expect(parseTask(["dev", "--browser=firefox", "--debug"])).toMatchObject({
      args: ["wxt", "-b", "firefox", "--debug"],
      browsers: ["firefox"],
    });
  });

  it.each([[[]], [["tset"]], [["constructor"]], [["exec"]], [["test", "unot"]]])(
    "refuses %j in words",
    (argv) => {
      expect(() => parseTask(argv)).toThrow(SetupFailure);
    },
  );
});

describe("bootstrap", () => {
  it("says in one line on stderr what is wrong, and exits with 1", () => {
    const run = spawnSync(process.execPath, ["scripts/bootstrap.mjs", "tset"], {
      encoding: "utf8",
    });
    expect(run.status).toBe(1);
    expect(run.stdout).toBe("");
    expect(run.stderr).toBe(
      'waykey: There is no task "tset". Name one of: test, unit, e2e, soak, build, demo, pictures, zip, bench, dev, exec.\n',
    );
  });
});
