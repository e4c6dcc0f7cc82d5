// Copies recorded options into plain JSON data: buffers become texts, objects and lists have no
// prototype, so that nothing of the page can look in or answer for them. Only what this version can
// serve is copied; anything else is the browser's to judge.

import { bare, bareList, bytesToText } from "./capture.ts";
import type { Shape, Values } from "./options-recorder.ts";

/** What was recorded of a shape, with `{ $bytes: text }` for each buffer, in which a byte is a character (see `bytesToText`). */
export function copyValue(shape: Shape, value: unknown): unknown {
  if (typeof shape === "string") return shape === "bytes" ? copyBuffer(value) : value;
  if (shape.kind === "sequence") {
    const source = value as readonly unknown[];
    const list = bareList();
    for (let i = 0; i < source.length; i++) list[i] = copyValue(shape.of, source[i]);
    return list;
  }
  const source = value as Values;
  const copy = bare();
  for (const name in source) {
    const member = shape.kind === "record" ? shape.of : shape.members[name];
    copy[name] = member === undefined ? source[name] : copyValue(member, source[name]);
  }
  return copy;
}

/**
 * The bytes of an ArrayBuffer or a view; undefined for anything else. A detached buffer
 * has none (Web IDL, "get a copy of the bytes held by the buffer source"), nor has a view that lies
 * beyond the end of its buffer.
 */
function copyBuffer(source: unknown): unknown {
  try {
    return { __proto__: null, $bytes: bytesToText(source) };
  } catch {
    return undefined;
  }
}
