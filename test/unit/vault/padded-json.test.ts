import { describe, expect, it, vi } from "vitest";
import { decodeUtf8 } from "../../../lib/bytes/utf8.ts";
import { encodePadded } from "../../../lib/vault/padded-json.ts";

describe("encodePadded", () => {
  it("fills up with spaces to a multiple of the block", () => {
    expect(decodeUtf8(encodePadded({ a: 1 }, 8))).toBe('{"a":1} ');
    expect(decodeUtf8(encodePadded([123456], 8))).toBe("[123456]");
  });

  it("counts bytes and not characters", () => {
    expect(encodePadded("ä", 4)).toHaveLength(4);
    expect(encodePadded("ää", 4)).toHaveLength(8);
  });

  it("holds all of a text that takes several times as many bytes as characters", () => {
    for (const length of [1, 2, 7, 8, 9, 100]) {
      const text = "日".repeat(length);
      const padded = encodePadded(text, 8);
      expect(JSON.parse(decodeUtf8(padded))).toBe(text);
      expect(padded).toHaveLength(Math.ceil((3 * length + 2) / 8) * 8);
    }
  });

  it("goes over a long text with many accents twice at most", () => {
    const into = vi.spyOn(TextEncoder.prototype, "encodeInto");
    const anew = vi.spyOn(TextEncoder.prototype, "encode");
    expect(encodePadded("ñ".repeat(1000), 8)).toHaveLength(2008);
    expect(into.mock.calls.length + anew.mock.calls.length).toBeLessThanOrEqual(2);
    into.mockRestore();
    anew.mockRestore();
  });
});
