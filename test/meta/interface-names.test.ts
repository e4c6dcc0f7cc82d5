// Holds the names that people learn against docs/ui-contract.md, which has them all, and shows with planted ones that
// the search finds what it looks for.

import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readMessageFile } from "../setup/message-file.ts";
import { interfaceNamesIn } from "./interface-names.ts";

const CONTRACT = readFileSync("docs/ui-contract.md", "utf8").replaceAll(/\s+/g, " ");

const MESSAGES = readMessageFile("en");

/** What of a message stands there whatever is put into it, without the marks around that. */
function fixedPartsOf(key: string): readonly string[] {
  const text = (MESSAGES[key] ?? MESSAGES[`${key}_other`])?.message;
  if (text === undefined) throw new RangeError(`There is no message ${key}`);
  return text
    .replaceAll(/<[^>]*>/g, "")
    .split(/\$\w+\$/)
    .map((part) => part.replaceAll(/^[\s,·.:“”()]+|[\s,·.:“”()]+$/g, ""))
    .filter((part) => part.length > 1);
}

describe("the names of the user interface", () => {
  const keys = globSync("components/**/*.tsx").flatMap((file) =>
    interfaceNamesIn(file, readFileSync(file, "utf8")),
  );

  it("are all in docs/ui-contract.md", () => {
    expect(keys.length).toBeGreaterThan(300);
    const missing = keys.filter(
      (key) => !fixedPartsOf(key).every((part) => CONTRACT.includes(part)),
    );
    expect(missing).toEqual([]);
  });
});

describe("the search for names", () => {
  it.each([
    ['<Button name={message("a")}><Icon />{message("b")}</Button>', ["a"]],
    ['<Button><Icon />{message("b")}</Button>', ["b"]],
    ['<summary>{plural("a", 2)}</summary>', ["a"]],
    ['<ul aria-label={message(isOpen ? "a" : "b")} />', ["a", "b"]],
    [
      '<Ask title={message("a")} confirmLabel={message("b")} cancelLabel={messageWith("c", [d])} />',
      ["b", "c"],
    ],
    [
      '<RadioGroup legend={message("a")} options={[{ value: "x", label: message("b") }]} />',
      ["a", "b"],
    ],
    ['<Loading label={message("a")} />', []],
    ['<p>{message("a")}</p>', []],
  ])("takes of %s what it should", (element, keys) => {
    expect(interfaceNamesIn("planted.tsx", `const x = ${element};`)).toEqual(keys);
  });
});
