// What a source file has to do with messages: the literals that may be keys, and the words that it would show
// without one. Read with oxc's parser.

import { parseSync } from "oxc-parser";

/** Names that are the same in every language. */
const NAMES = new Set([
  "Waykey",
  "Headway",
  "Ente Auth",
  "Google Authenticator",
  "Proton Authenticator",
  "Proton Pass",
  "LastPass Authenticator",
  "Authenticator Extension",
]);

/** Attributes whose values nobody reads. */
const TECHNICAL = new Set(["class", "d", "viewBox", "transform", "accept", "stroke-dasharray"]);

/** Words that look like a sentence or its beginning, as no code or name of ours does. */
const SENTENCE = /^[“¿]?\p{Lu}.*\p{L}.*\s.*\p{L}/su;
const LETTERS = /\p{L}{2}/u;

/**
 * @typedef {{ type: string; [name: string]: unknown }} Node
 * @typedef {{ node: Node; parents: readonly Node[] }} Visit
 */

/**
 * @param {unknown} value
 * @returns {value is Node}
 */
function isNode(value) {
  return typeof value === "object" && value !== null && "type" in value;
}

/**
 * @param {Node} node
 * @param {readonly Node[]} parents the nearest last
 * @returns {Generator<Visit>}
 */
function* walk(node, parents = []) {
  yield { node, parents };
  const inner = [...parents, node];
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) yield* walk(child, inner);
    }
  }
}

/**
 * @param {string} file
 * @param {string} source
 * @returns {readonly Visit[]}
 */
function visitsOf(file, source) {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} does not parse: ${errors[0]?.message}`);
  return [...walk(/** @type {Node} */ (/** @type {unknown} */ (program)))];
}

/**
 * @param {Node} node
 * @returns {string | null} the text of a literal; of a template with "…" for each value
 */
function textOf(node) {
  if (node.type === "Literal" && typeof node["value"] === "string") return node["value"];
  if (node.type === "JSXText") return String(node["value"]);
  if (node.type !== "TemplateLiteral") return null;
  const quasis = /** @type {{ value: { cooked: string } }[]} */ (node["quasis"]);
  return quasis.map(({ value }) => value.cooked).join("…");
}

/**
 * @param {string} file
 * @param {string} source
 * @returns {string[]} every literal; templates, which may put a key together, have "…" for their values
 */
export function literalsIn(file, source) {
  return visitsOf(file, source).flatMap(({ node }) => textOf(node) ?? []);
}

/**
 * @param {readonly Node[]} parents
 * @returns {boolean} whether what stands there is for programmers, or a type
 */
function isUnseen(parents) {
  return parents.some(({ type, callee }) => {
    if (type === "ImportDeclaration" || type === "TSLiteralType") return true;
    return isNode(callee) && /(Error|Exception)$|^refuse$/.test(String(callee["name"]));
  });
}

/**
 * @param {readonly Node[]} parents
 * @returns {boolean} whether a literal stands among the children of an element, also in one arm of a condition
 */
function isShown(parents) {
  const at = parents.findLastIndex(({ type }) => type === "JSXExpressionContainer");
  if (at === -1 || !/^JSX(Element|Fragment)$/.test(parents[at - 1]?.type ?? "")) return false;
  return parents
    .slice(at + 1)
    .every(({ type }) => type === "ConditionalExpression" || type === "LogicalExpression");
}

/**
 * @param {Visit} visit
 * @param {string} text
 * @returns {boolean}
 */
function isForReaders({ node, parents }, text) {
  if (!LETTERS.test(text) || NAMES.has(text) || isUnseen(parents)) return false;
  if (node.type === "JSXText" || isShown(parents)) return true;
  const attribute = parents.at(-1);
  if (attribute?.type === "JSXAttribute" && isNode(attribute["name"])) {
    return !TECHNICAL.has(String(attribute["name"]["name"])) && /^\p{Lu}|\s/u.test(text);
  }
  return SENTENCE.test(text);
}

/**
 * @param {string} file
 * @param {string} source
 * @returns {string[]} words that users would read in English whatever their language is
 */
export function untranslatedIn(file, source) {
  return visitsOf(file, source).flatMap((visit) => {
    const text = textOf(visit.node)?.replaceAll(/\s+/g, " ").trim();
    return text !== undefined && isForReaders(visit, text) ? [text] : [];
  });
}
