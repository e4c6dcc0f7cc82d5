import { delimiter } from "node:path";
import { describe, expect, it } from "vitest";
import {
  pathFolders,
  runQuietly,
  tellingLine,
  withPathFirst,
} from "../../../../scripts/setup/command.mjs";
import { isDebian } from "../../../../scripts/setup/debian.mjs";
import { SetupFailure } from "../../../../scripts/setup/failure.mjs";

describe("tellingLine", () => {
  it("prefers npm's reason to its codes and its log file", () => {
    const output = [
      "npm warn config something",
      "npm error code ECONNREFUSED",
      "npm error errno ECONNREFUSED",
      "npm error FetchError: request to a registry failed, reason: connect ECONNREFUSED",
      "npm error A complete log of this run can be found in: /x/debug-0.log",
    ].join("\n");
    expect(tellingLine(output)).toBe(
      "FetchError: request to a registry failed, reason: connect ECONNREFUSED",
    );
  });

  it("takes apt's error line, else the last line, and is never long", () => {
    expect(tellingLine("Reading lists\nE: Unable to locate package x\n")).toBe(
      "E: Unable to locate package x",
    );
    expect(tellingLine("one\ntwo\n\n")).toBe("two");
    expect(tellingLine("")).toBe("no output");
    expect(tellingLine("x".repeat(1000))).toHaveLength(300);
  });
});

describe("the PATH", () => {
  it("gets folders put first, whatever the variable's case", () => {
    const env = withPathFirst({ Path: ["/a", "/b"].join(delimiter) }, ["/new"]);
    expect(Object.keys(env)).toEqual(["Path"]);
    expect(pathFolders(env)).toEqual(["/new", "/a", "/b"]);
  });

  it("is made where there is none", () => {
    expect(pathFolders(withPathFirst({}, ["/new"]))).toEqual(["/new"]);
  });
});

describe("runQuietly", () => {
  it("reports a program that is not there instead of throwing", () => {
    const result = runQuietly("waykey-no-such-program", []);
    expect(result.ok).toBe(false);
    expect(result.output).toContain("ENOENT");
  });
});

describe("SetupFailure", () => {
  it("is one line, whatever it was given", () => {
    expect(new SetupFailure("One\n  two.", "Three.\n").message).toBe("One two. Three.");
  });
});

describe("isDebian", () => {
  it("knows Debian from its offspring", () => {
    expect(isDebian('NAME="Debian GNU/Linux"\nID=debian\n')).toBe(true);
    expect(isDebian("ID=ubuntu\nID_LIKE=debian\n")).toBe(false);
  });
});
