import { describe, expect, it } from "vitest";
import { concatBytes, copyBytes, equalBytes } from "../../../lib/bytes/bytes.ts";

describe("bytes", () => {
  it("are joined in order", () => {
    const joined = concatBytes(Uint8Array.of(1), new Uint8Array(0), Uint8Array.of(2, 3));
    expect(joined).toEqual(Uint8Array.of(1, 2, 3));
    expect(concatBytes()).toEqual(new Uint8Array(0));
  });

  it("are copied away from the buffer they lie in", () => {
    const source = Uint8Array.of(9, 1, 2, 9).subarray(1, 3);
    const copy = copyBytes(source);
    source.fill(0);
    expect(copy).toEqual(Uint8Array.of(1, 2));
    expect(copy.buffer.byteLength).toBe(2);
  });

  it.each([
    [[], [], true],
    [[1, 2], [1, 2], true],
    [[1, 2], [1, 3], false],
    [[0, 2], [1, 2], false],
    [[1, 2], [1, 2, 0], false],
  ])("%j and %j are equal: %s", (left, right, expected) => {
    expect(equalBytes(Uint8Array.from(left), Uint8Array.from(right))).toBe(expected);
  });
});
