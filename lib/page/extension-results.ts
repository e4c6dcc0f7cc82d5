// The client extension results of a credential in the two forms a page can ask for (WebAuthn Level 3
// §5.1.2, §10): fresh objects with the members in the order of WebIDL, in which the byte strings of
// `prf`, `largeBlob` and `getCredBlob` are ArrayBuffers of the page's realm, and the same as JSON.

import { bareList, isObject, type Natives } from "./capture.ts";
import { decodePlainBase64url } from "./plain-base64url.ts";

export type ExtensionResults = {
  /** A new object each time, with the same buffers in it. */
  readonly asObjects: () => object;
  readonly asJson: () => object;
};

type Fields = Readonly<Record<string, unknown>>;

/**
 * @param json what the worker answered; byte strings in base64url
 * @throws TypeError if one of them is none
 */
export function buildExtensionResults(natives: Natives, json: Fields): ExtensionResults {
  const results = fieldsOf(natives, fieldsOf(natives, json, "prf"), "results");
  const buffers = {
    first: decodeMember(natives, results, "first"),
    second: decodeMember(natives, results, "second"),
    blob: decodeMember(natives, fieldsOf(natives, json, "largeBlob"), "blob"),
    getCredBlob: decodeMember(natives, json, "getCredBlob"),
  };
  const bytesAt = (parent: string, name: string): ArrayBuffer | undefined => {
    if (parent === "prf.results" && (name === "first" || name === "second")) return buffers[name];
    if (parent === "" && name === "getCredBlob") return buffers.getCredBlob;
    return parent === "largeBlob" && name === "blob" ? buffers.blob : undefined;
  };
  return {
    asObjects: () => copyJson(natives, json, bytesAt) as object,
    asJson: () => copyJson(natives, json) as object,
  };
}

/**
 * A fresh copy of JSON data as ordinary objects and arrays of the page, members sorted by name.
 * @param bytesAt what stands in the place of the member of that parent, given as its path
 */
export function copyJson(
  natives: Natives,
  value: unknown,
  bytesAt: (parent: string, name: string) => ArrayBuffer | undefined = () => undefined,
  path = "",
): unknown {
  if (!isObject(value)) return value;
  const isList = natives.isArray(value);
  const source = value as Fields;
  const copy: object = isList ? [] : {};
  const names = isList ? null : sortedNames(natives, source);
  const length = names === null ? (value as readonly unknown[]).length : names.length;
  for (let i = 0; i < length; i++) {
    const name = names === null ? `${i}` : (names[i] as string);
    const descriptor = natives.create(null) as PropertyDescriptor;
    descriptor.configurable = true;
    descriptor.enumerable = true;
    descriptor.writable = true;
    descriptor.value =
      bytesAt(path, name) ??
      copyJson(natives, source[name], bytesAt, path === "" ? name : `${path}.${name}`);
    natives.defineProperty(copy, name, descriptor);
  }
  return copy;
}

/** Own names in the order of their UTF-16 units. */
function sortedNames(natives: Natives, source: Fields): unknown[] {
  const names = bareList(natives);
  for (const name in source) {
    if (natives.hasOwn(source, [name]) !== true) continue;
    let at = names.length;
    while (at > 0 && (names[at - 1] as string) > name) {
      names[at] = names[at - 1];
      at--;
    }
    names[at] = name;
  }
  return names;
}

/** The object of that name in another; undefined if there is none. */
function fieldsOf(natives: Natives, parent: Fields | undefined, name: string): Fields | undefined {
  if (parent === undefined || natives.hasOwn(parent, [name]) !== true) return undefined;
  const value = parent[name];
  return isObject(value) ? (value as Fields) : undefined;
}

function decodeMember(
  natives: Natives,
  parent: Fields | undefined,
  name: string,
): ArrayBuffer | undefined {
  if (parent === undefined || natives.hasOwn(parent, [name]) !== true) return undefined;
  const value = parent[name];
  return typeof value === "string" ? decodePlainBase64url(natives, value) : undefined;
}
