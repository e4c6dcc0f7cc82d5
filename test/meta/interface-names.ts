// The names of the user interface, as the sources give them: what buttons, links, disclosures, fields, lists and regions
// are called. Read with oxc's parser.

import { parseSync } from "oxc-parser";

/** Attributes of our components, and of elements, that become an accessible name. */
const NAMING = /^(?:aria-label|name|legend|label|newName|(?:confirm|cancel|submit|copy)Label)$/;

/** What is called by what stands in it. */
const NAMED_BY_CONTENT = /^(?:Button|button|summary|a)$/;

/** Says that something comes, and is gone before anybody could name it. */
const PASSING = /^Loading(?:Screen)?$/;

/** The functions of lib/i18n that read a message by its key. */
const READING = /^(?:message|messageWith|plural)$/;

type Node = { readonly type: string; readonly [name: string]: unknown };

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value;
}

function childrenOf(node: Node): readonly Node[] {
  return Object.values(node)
    .flatMap((value): readonly unknown[] => (Array.isArray(value) ? value : [value]))
    .filter(isNode);
}

const nameOf = (value: unknown): string => (isNode(value) ? String(value["name"]) : "");

/** The keys of the messages that are read somewhere in there. */
function keysIn(node: Node): readonly string[] {
  const inside = childrenOf(node).flatMap(keysIn);
  if (node.type !== "CallExpression" || !READING.test(nameOf(node["callee"]))) return inside;
  const [key] = node["arguments"] as readonly Node[];
  return [...(key === undefined ? [] : literalsIn(key)), ...inside];
}

/** The literals of an argument, also those of a choice between two. */
function literalsIn(node: Node): readonly string[] {
  if (node.type === "Literal") return typeof node["value"] === "string" ? [node["value"]] : [];
  if (node.type !== "ConditionalExpression") return [];
  return [node["consequent"], node["alternate"]].filter(isNode).flatMap(literalsIn);
}

function namesIn(node: Node): readonly string[] {
  const inside = childrenOf(node).flatMap(namesIn);
  if (node.type === "Property" && nameOf(node["key"]) === "label") {
    return [...keysIn(node), ...inside];
  }
  if (node.type !== "JSXElement") return inside;
  const opening = node["openingElement"] as Node;
  const element = nameOf(opening["name"]);
  if (PASSING.test(element)) return inside;
  const naming = (opening["attributes"] as readonly Node[]).filter(
    (attribute) => attribute.type === "JSXAttribute" && NAMING.test(nameOf(attribute["name"])),
  );
  const isNamed = naming.some((attribute) => /name|label/.test(nameOf(attribute["name"])));
  const isCalledByContent = NAMED_BY_CONTENT.test(element) && !isNamed;
  const content = isCalledByContent ? (node["children"] as readonly Node[]) : [];
  return [...naming, ...content].flatMap(keysIn).concat(inside);
}

/** @returns the keys of the messages that are names of something on the screen, each once; plurals without their form */
export function interfaceNamesIn(file: string, source: string): readonly string[] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new TypeError(`${file} does not parse`);
  return [...new Set(namesIn(program as unknown as Node))];
}
