import { describe, expect, it } from "vitest";
import {
  problemsBetween,
  problemsInFile,
  undescribed,
  type MessageFile,
} from "../../../scripts/check-messages/message-files.mjs";
import { literalsIn, untranslatedIn } from "../../../scripts/check-messages/source-texts.mjs";

const NAME = { name: { content: "$1" } };

const ENGLISH: MessageFile = {
  common_language: { message: "en" },
  greeting: { message: "Hello $NAME$", description: "The user's name.", placeholders: NAME },
  keys_one: { message: "a key" },
  keys_other: { message: "keys" },
  link: { message: "Open <link>this</link>" },
};

const SPANISH: MessageFile = {
  common_language: { message: "es" },
  greeting: { message: "Hola $NAME$", placeholders: NAME },
  keys_many: { message: "llaves" },
  keys_one: { message: "una llave" },
  keys_other: { message: "llaves" },
  link: { message: "Abra <link>esto</link>" },
};

describe("the check of a file of messages", () => {
  it("passes one in which all is well", () => {
    expect(problemsInFile("en", ENGLISH)).toEqual([]);
    expect(problemsInFile("es", SPANISH)).toEqual([]);
    expect(undescribed(ENGLISH)).toEqual([]);
  });

  it.each<[string, MessageFile]>([
    ["is empty", { a: { message: " " } }],
    ["is no name of letters, digits and underscores", { "a-b": { message: "x" } }],
    ["uses other placeholders than it declares", { a: { message: "For $NAME$" } }],
    ["uses other placeholders than it declares", { a: { message: "For $$5", placeholders: NAME } }],
    [
      "has a placeholder that is not one of $1 to $9",
      { a: { message: "$NAME$", placeholders: { name: { content: "$10" } } } },
    ],
    ["has a tag that is not closed", { a: { message: "Open <link>this" } }],
    ["has a tag that is not closed", { a: { message: "<b><link>this</b></link>" } }],
    ["is not in its place by the alphabet", { b: { message: "b" }, a: { message: "a" } }],
    ["common_language is not “en”", { common_language: { message: "es" } }],
  ])("finds what %s", (problem, file) => {
    const problems = problemsInFile("en", { common_language: { message: "en" }, ...file });
    expect(problems.join("\n")).toContain(problem);
  });

  it("wants to know what stands for a placeholder", () => {
    const file = { a: { message: "$NAME$", placeholders: NAME } };
    expect(undescribed(file)).toEqual([expect.stringContaining("en: a has placeholders")]);
  });
});

describe("the check of one language against English", () => {
  it("passes a whole translation, with more forms of the plural", () => {
    expect(problemsBetween(ENGLISH, "es", SPANISH)).toEqual([]);
  });

  it.each<[string, MessageFile]>([
    ["es: extra is no message of the English file", { extra: { message: "x" } }],
    ["es: other_many is no message of the English file", { other_many: { message: "x" } }],
    ["es: greeting has other placeholders", { greeting: { message: "Hola" } }],
    [
      "es: greeting has other placeholders",
      { greeting: { message: "Hola $NAME$", placeholders: { name: { content: "$2" } } } },
    ],
    ["es: link has other tags", { link: { message: "Abra <b>esto</b>" } }],
  ])("finds: %s", (problem, file) => {
    expect(problemsBetween(ENGLISH, "es", { ...SPANISH, ...file })).toEqual([
      expect.stringContaining(problem),
    ]);
  });

  it("finds what is missing", () => {
    const { link: _, ...file } = SPANISH;
    expect(problemsBetween(ENGLISH, "es", file)).toEqual(["es: link is missing"]);
  });
});

describe("the search for words that are not from the messages", () => {
  it.each([
    ["<p>Press this</p>", "Press this"],
    ["<p>\n  Press\n  this\n</p>", "Press this"],
    ["<b>Save</b>", "Save"],
    ['<p>{busy ? "Saving" : null}</p>', "Saving"],
    ["<p>{`Of ${name}`}</p>", "Of …"],
    ['<Button name="Save" />', "Save"],
    ['<input aria-label="E-mail" />', "E-mail"],
    ['announce("It was saved.")', "It was saved."],
    ['const title = "Nothing is here";', "Nothing is here"],
    ["const title = `Of ${name} nothing is here`;", "Of … nothing is here"],
  ])("finds those of %s", (source, text) => {
    expect(untranslatedIn("x.tsx", source)).toEqual([text]);
  });

  it.each([
    '<p class="hint wide">{message("a_b")}</p>',
    '<path d="M56 56 L68 68" />',
    '<input type="text" autocomplete="off" />',
    "<span>Waykey</span>",
    "<p>{count} · {name}</p>",
    '<p>{message(busy ? "a_saving" : "a_saved")}</p>',
    'if (event.key === "Enter") press("ArrowDown");',
    'throw new WaykeyError("a/b", "Nothing is here");',
    'import { x } from "Some Package";',
    'type Role = "Client of ours" | "Provider of ours";',
    'element.matches("input, textarea");',
  ])("leaves %s alone", (source) => {
    expect(untranslatedIn("x.tsx", source)).toEqual([]);
  });
});

describe("the search for keys", () => {
  it("finds literals wherever they stand, and what templates put together", () => {
    const source =
      'const KEYS = { a: "x_a" }; plural("x_keys", n); message(`error_${code}_title`);';
    expect(literalsIn("x.ts", source)).toEqual(["x_a", "x_keys", "error_…_title"]);
  });
});
