// Whether the files of messages fit each other: sorted, with the same keys, placeholders and tags in every
// language. They are in Chrome's format, which Firefox reads as well.

/**
 * @typedef {{
 *   message: string;
 *   description?: string;
 *   placeholders?: Record<string, { content: string }>;
 * }} Message
 * @typedef {Record<string, Message>} MessageFile
 */

const PLURAL = /_(?:zero|one|two|few|many|other)$/;
const TAG = /<\/?\w+>/g;
/** Chrome takes no more substitutions than that. */
const CONTENT = /^\$[1-9]$/;

/**
 * @param {string} text
 * @returns {string[]} the names of its placeholders, in lower case and sorted, each once
 */
function placeholdersIn(text) {
  const names = [...text.replaceAll("$$", "").matchAll(/\$(\w+)\$/g)];
  return [...new Set(names.map(([, name = ""]) => name.toLowerCase()))].sort();
}

/**
 * @param {string} text
 * @returns {string[]} its tags, sorted
 */
function tagsIn(text) {
  return (text.match(TAG) ?? []).sort();
}

/**
 * @param {string} text
 * @returns {boolean} whether every tag is closed, in the right order
 */
function isWellFormed(text) {
  /** @type {string[]} */
  const open = [];
  for (const tag of text.match(TAG) ?? []) {
    if (!tag.startsWith("</")) open.push(tag.slice(1));
    else if (open.pop() !== tag.slice(2)) return false;
  }
  return open.length === 0;
}

/**
 * @param {Message} message
 * @returns {string} its placeholders with what stands for them
 */
function declared({ placeholders = {} }) {
  return Object.entries(placeholders)
    .map(([name, { content }]) => `${name}=${content}`)
    .sort()
    .join(" ");
}

/**
 * @param {string} language
 * @param {MessageFile} file
 * @returns {string[]} what is wrong with it by itself
 */
export function problemsInFile(language, file) {
  const keys = Object.keys(file);
  const problems = Object.entries(file).flatMap(([key, message]) => {
    /** @type {string[]} */
    const found = [];
    const { placeholders = {} } = message;
    if (!/^[a-z0-9_]+$/.test(key)) found.push("is no name of letters, digits and underscores");
    if (message.message.trim() === "") found.push("is empty");
    if (placeholdersIn(message.message).join() !== Object.keys(placeholders).sort().join()) {
      found.push("uses other placeholders than it declares");
    }
    if (!Object.values(placeholders).every(({ content }) => CONTENT.test(content))) {
      found.push("has a placeholder that is not one of $1 to $9");
    }
    if (!isWellFormed(message.message)) found.push("has a tag that is not closed");
    return found.map((problem) => `${language}: ${key} ${problem}`);
  });
  const unsorted = keys.find((key, at) => key < (keys[at - 1] ?? ""));
  if (unsorted !== undefined)
    problems.push(`${language}: ${unsorted} is not in its place by the alphabet`);
  if (file["common_language"]?.message !== language) {
    problems.push(`${language}: common_language is not “${language}”`);
  }
  return problems;
}

/**
 * @param {MessageFile} english
 * @returns {string[]} the messages that need a word for their translators, and have none
 */
export function undescribed(english) {
  return Object.entries(english)
    .filter(
      ([, { placeholders, description = "" }]) => placeholders !== undefined && description === "",
    )
    .map(([key]) => `en: ${key} has placeholders, and no description that says what they are`);
}

/**
 * Another language may have more forms of a plural than English, and no other key.
 * @param {MessageFile} english
 * @param {string} language
 * @param {MessageFile} file of that language
 * @returns {string[]}
 */
export function problemsBetween(english, language, file) {
  const missing = Object.keys(english)
    .filter((key) => file[key] === undefined)
    .map((key) => `${language}: ${key} is missing`);
  const others = Object.entries(file).flatMap(([key, message]) => {
    const original =
      english[key] ?? (PLURAL.test(key) ? english[key.replace(PLURAL, "_other")] : undefined);
    if (original === undefined) return [`${language}: ${key} is no message of the English file`];
    /** @type {string[]} */
    const found = [];
    if (declared(message) !== declared(original)) found.push("has other placeholders");
    if (tagsIn(message.message).join() !== tagsIn(original.message).join())
      found.push("has other tags");
    return found.map((problem) => `${language}: ${key} ${problem} than in English`);
  });
  return [...missing, ...others];
}
