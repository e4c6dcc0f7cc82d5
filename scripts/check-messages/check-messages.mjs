// Holds the messages against each other and against the sources: none missing in any language, none unused, and
// no words for users left in the code. The types see to it that no source asks for a message that is not there.

import { globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { problemsBetween, problemsInFile, undescribed } from "./message-files.mjs";
import { literalsIn, untranslatedIn } from "./source-texts.mjs";

/** @typedef {import("./message-files.mjs").MessageFile} MessageFile */

const LOCALES = "public/_locales";
const SOURCES = "{lib,components,entrypoints}/**/*.{ts,tsx}";
/** Where users' words are made. What Headway calls things on its own English pages stands in the last. */
const FOR_USERS = /^(components|lib\/platform)\/(?!method-name\.ts$)/;
/** Reasons that a browser wants of a program, and shows nobody. */
const UNSEEN = /^Clears what was copied/;

/**
 * @param {readonly string[]} keys
 * @param {readonly string[]} literals of all sources
 * @returns {string[]} those that no source names: whole, as the base of a plural, or put together
 */
function unusedAmong(keys, literals) {
  const named = new Set(literals);
  const patterns = literals
    .filter((text) => /^[a-z0-9_…]*[a-z0-9]_[a-z0-9_…]*$/.test(text) && text.includes("…"))
    .map((text) => new RegExp(`^${text.replaceAll("…", "[a-z0-9_]+")}$`));
  return keys.filter((key) => {
    const base = key.replace(/_(?:one|other)$/, "");
    return !named.has(key) && !named.has(base) && !patterns.some((pattern) => pattern.test(key));
  });
}

/**
 * @param {string} root of the project
 * @returns {string[]} what is wrong, a line each
 */
export function problemsOfMessages(root) {
  /** @param {string} file */
  const read = (file) => readFileSync(join(root, file), "utf8");
  /** @param {string} language @returns {MessageFile} */
  const messagesOf = (language) =>
    /** @type {MessageFile} */ (JSON.parse(read(`${LOCALES}/${language}/messages.json`)));
  const english = messagesOf("en");
  const languages = readdirSync(join(root, LOCALES));
  const sources = globSync(SOURCES, { cwd: root }).map((file) => ({
    file: file.replaceAll("\\", "/"),
    source: read(file),
  }));

  const manifest = [...read("wxt.config.ts").matchAll(/__MSG_(\w+?)__/g)].map(
    ([, key = ""]) => key,
  );
  const literals = sources.flatMap(({ file, source }) => literalsIn(file, source));
  const unused = unusedAmong(Object.keys(english), [...literals, ...manifest]);
  return [
    ...languages.flatMap((language) => problemsInFile(language, messagesOf(language))),
    ...undescribed(english),
    ...languages
      .filter((language) => language !== "en")
      .flatMap((language) => problemsBetween(english, language, messagesOf(language))),
    ...manifest
      .filter((key) => english[key] === undefined)
      .map((key) => `wxt.config.ts: there is no message ${key}`),
    ...unused.map((key) => `en: ${key} is used nowhere`),
    ...sources
      .filter(({ file }) => FOR_USERS.test(file))
      .flatMap(({ file, source }) =>
        untranslatedIn(file, source)
          .filter((text) => !UNSEEN.test(text))
          .map((text) => `${file}: not from the messages: “${text}”`),
      ),
  ];
}
