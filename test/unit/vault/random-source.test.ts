import { describe, expect, it } from "vitest";
import { checkRandomSource } from "../../../lib/vault/random-source.ts";
import { createSeededRandom } from "./seeded-random.ts";

describe("checkRandomSource", () => {
  it("accepts a source that varies", () => {
    expect(() => checkRandomSource(createSeededRandom("seed"))).not.toThrow();
  });

  it.each([0, 1, 255])("refuses a source that returns only the byte %s", (byte) => {
    expect(() => checkRandomSource((length) => new Uint8Array(length).fill(byte))).toThrow(
      RangeError,
    );
  });

  it("refuses a source that returns too little", () => {
    const random = createSeededRandom("seed");
    expect(() => checkRandomSource((length) => random(length - 1))).toThrow(RangeError);
  });
});
