import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isWaykeyError } from "../../../../lib/errors.ts";
import { parseMessagePack } from "../../../../lib/exchange/formats/message-pack.ts";
import { pack } from "./message-packer.ts";

const bytes = (...hex: readonly string[]) => new Uint8Array(Buffer.from(hex.join(""), "hex"));

describe("parseMessagePack", () => {
  // The example of msgpack.org.
  it("reads the example of its makers", () => {
    const example = bytes("82a7636f6d70616374c3a6736368656d6100");
    expect(parseMessagePack(example)).toEqual({ compact: true, schema: 0 });
  });

  // The formats of spec.md, each at the edge of its range.
  it.each([
    ["c0", null],
    ["c2", false],
    ["7f", 127],
    ["e0", -32],
    ["ff", -1],
    ["ccff", 255],
    ["cdffff", 65_535],
    ["ceffffffff", 4_294_967_295],
    ["cf001fffffffffffff", Number.MAX_SAFE_INTEGER],
    ["d080", -128],
    ["d18000", -32_768],
    ["d280000000", -2_147_483_648],
    ["d3ffffffffffffffff", -1],
    ["ca3fc00000", 1.5],
    ["cb3ff8000000000000", 1.5],
    ["d903616263", "abc"],
    ["da0003616263", "abc"],
    ["db00000003616263", "abc"],
    ["c4020102", Uint8Array.of(1, 2)],
    ["c500020102", Uint8Array.of(1, 2)],
    ["c6000000020102", Uint8Array.of(1, 2)],
    ["dc0002c0c3", [null, true]],
    ["dd00000001c3", [true]],
    ["de0001a161c3", { a: true }],
    ["df00000001a161c3", { a: true }],
    ["81a95f5f70726f746f5f5fc3", JSON.parse('{"__proto__":true}') as unknown],
  ])("reads %s", (hex, value) => {
    expect(parseMessagePack(bytes(hex))).toEqual(value);
  });

  it.each([
    ["nothing", ""],
    ["what is cut off", "a3616f"],
    ["more than one value", "c0c0"],
    ["a type that there is not", "c1"],
    ["an extension", "d40100"],
    ["text that is no UTF-8", "a1ff"],
    ["a list of more than there is", "ddffffffff"],
    ["an object of more than there is", "dfffffffff"],
    ["what is nested too deep", "91".repeat(30).concat("c0")],
    ["what is too long", "c0".repeat(65_537)],
  ])("refuses %s", (_what, hex) => {
    const code = expect.stringMatching(/^(?:entry\/unreadable|encoding\/utf8)$/) as string;
    expect(() => parseMessagePack(bytes(hex))).toThrow(expect.objectContaining({ code }));
  });

  it("reads what was written, and throws nothing but a WaykeyError for any bytes", () => {
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom(null, true, false),
        fc.integer(),
        fc.string(),
        fc.array(tie("tree"), { maxLength: 20 }),
        fc.dictionary(fc.string(), tie("tree"), { noNullPrototype: true, maxKeys: 20 }),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        expect(parseMessagePack(pack(value))).toEqual(value);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (any) => {
        try {
          parseMessagePack(new Uint8Array(any));
        } catch (error) {
          expect(isWaykeyError(error)).toBe(true);
        }
      }),
    );
  });
});
