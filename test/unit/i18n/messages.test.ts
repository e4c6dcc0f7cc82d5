import { afterEach, describe, expect, it, vi } from "vitest";
import {
  language,
  locale,
  message,
  messageWith,
  plural,
  pluralKey,
  setMessageSource,
  type MessageKey,
  type MessageSource,
  type PluralBase,
} from "../../../lib/i18n/messages.ts";
import { readMessageFile, sourceOf, type MessageFile } from "../../setup/message-file.ts";

const COUNT = { count: { content: "$1" } };

function file(language: string, more: MessageFile): MessageSource {
  return sourceOf({ common_language: { message: language }, ...more });
}

const ENGLISH = file("en", {
  keys_one: { message: "$COUNT$ key", placeholders: COUNT },
  keys_other: { message: "$COUNT$ keys", placeholders: COUNT },
});

const POLISH = file("pl", {
  keys_one: { message: "$COUNT$ klucz", placeholders: COUNT },
  keys_few: { message: "$COUNT$ klucze", placeholders: COUNT },
  keys_other: { message: "$COUNT$ kluczy", placeholders: COUNT },
});

const KEYS = "keys" as PluralBase;

afterEach(() => setMessageSource(sourceOf(readMessageFile("en"))));

describe("a message", () => {
  it("is the source's, in the language of the source", () => {
    expect(message("manifest_lock_now")).toBe("Lock Waykey");
    expect(language()).toBe("en");
    setMessageSource(sourceOf(readMessageFile("es")));
    expect(message("manifest_lock_now")).toBe("Bloquear Waykey");
    expect(language()).toBe("es");
  });

  it("takes its substitutions by the numbers of its placeholders, whatever stands in them", () => {
    const placeholders = { name: { content: "$2" }, count: { content: "$1" } };
    setMessageSource(sourceOf({ x: { message: "$NAME$ has $COUNT$ for $$5", placeholders } }));
    expect(messageWith("x" as MessageKey, ["1", "$1 <b>"])).toBe("$1 <b> has 1 for $5");
  });

  it("that is not there, or lacks a substitution, fails in tests", () => {
    expect(() => messageWith("nowhere" as MessageKey, [])).toThrow("There is no message nowhere");
    setMessageSource(ENGLISH);
    expect(() => messageWith("keys_one" as MessageKey, [])).toThrow("wants 1 substitutions");
  });
});

describe("a count", () => {
  it.each([
    [ENGLISH, 0, "0 keys"],
    [ENGLISH, 1, "1 key"],
    [ENGLISH, 1234, "1,234 keys"],
    [POLISH, 1, "1 klucz"],
    [POLISH, 3, "3 klucze"],
    [POLISH, 5, "5 kluczy"],
  ])("has the form of its language (%#)", (source, count, text) => {
    setMessageSource(source);
    expect(plural(KEYS, count)).toBe(text);
  });

  it("takes the form for any other count where the language's own is not there", () => {
    setMessageSource(ENGLISH);
    expect(pluralKey(KEYS, 3)).toBe("keys_other");
  });
});

it("makes what numbers and plurals are written by once for a language", () => {
  const numbers = vi.spyOn(Intl, "NumberFormat");
  const plurals = vi.spyOn(Intl, "PluralRules");
  setMessageSource(POLISH);
  for (const count of [1, 3, 5]) plural(KEYS, count);
  expect(numbers).toHaveBeenCalledOnce();
  expect(plurals).toHaveBeenCalledOnce();
  setMessageSource(ENGLISH);
  expect(plural(KEYS, 1234)).toBe("1,234 keys");
  expect(numbers).toHaveBeenCalledTimes(2);
  vi.restoreAllMocks();
});

describe("the locale", () => {
  it("is the browser's where that is of the messages' language, else the language", () => {
    const own = new Intl.DateTimeFormat().resolvedOptions().locale;
    setMessageSource(file(new Intl.Locale(own).language, {}));
    expect(locale()).toBe(own);
    setMessageSource(file("tlh", {}));
    expect(locale()).toBe("tlh");
  });
});
