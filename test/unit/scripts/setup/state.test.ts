import { describe, expect, it } from "vitest";
import { parseState } from "../../../../scripts/setup/state.mjs";

const EMPTY = { browsers: {}, extrasTriedAt: 0 };

describe("parseState", () => {
  it("reads what was written", () => {
    const firefox = { path: "/usr/bin/firefox", version: 153, mtimeMs: 1.5, size: 2 };
    const state = { browsers: { firefox }, extrasTriedAt: 7 };
    expect(parseState(JSON.stringify(state))).toEqual(state);
  });

  it.each(["", "{", "null", "[]", '"x"', '{"browsers":null}', '{"browsers":{"firefox":{}}}'])(
    "takes %j for nothing known",
    (text) => {
      expect(parseState(text)).toEqual(EMPTY);
    },
  );
});
