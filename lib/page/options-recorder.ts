// Lets the browser itself convert the options of a WebAuthn call, and keeps what it read. The native
// method is given views that read the page's objects on demand: members are read once, in the
// browser's own order, and the errors of its WebIDL conversion are the real ones. Strings and numbers
// are converted here, once, on the way (WebIDL §3.2); buffers are kept as they are, to be copied when
// the conversion is over.

import { bare, bareList, isObject, type Natives } from "./capture.ts";

export type Shape =
  | "text"
  | "long"
  | "unsigned-long"
  | "boolean"
  | "bytes"
  | "signal"
  | SequenceShape
  | DictionaryShape;

export type SequenceShape = { readonly kind: "sequence"; readonly of: Shape };

export type DictionaryShape = {
  readonly kind: "dictionary";
  /** Without a prototype. */
  readonly members: Readonly<Record<string, Shape>>;
  /** What is kept of a member without a shape: nothing, or that it was there. */
  readonly others: "ignored" | "marked";
};

/** Members by name, as far as they have been read; nested dictionaries and lists likewise. */
export type Values = Record<string, unknown>;

export type Recording = {
  /** What the native method is given in place of the page's object. */
  readonly view: object;
  readonly values: Values;
  /** Reads one member now; the browser will be given the same value later. */
  readonly read: (name: string) => unknown;
};

/** Records what is read of `source`, a dictionary of the page. Getters of the page may throw. */
export function recordDictionary(
  natives: Natives,
  shape: DictionaryShape,
  source: object,
): Recording {
  const values = bare(natives);
  const views = bare(natives);

  function read(name: string): unknown {
    if (natives.hasOwn(views, [name]) === true) return views[name];
    const value = natives.getMember(source, name);
    const member = shape.members[name];
    let view = value;
    if (member === "signal") {
      view = recordSignal(natives, value, values, name);
    } else if (value !== undefined) {
      if (member !== undefined) {
        view = recordValue(natives, member, value, (kept) => {
          values[name] = kept;
        });
      } else if (shape.others === "marked") {
        values[name] = true;
      }
    }
    views[name] = view;
    return view;
  }

  const handler = bare(natives);
  handler["get"] = (_target: object, key: string | symbol): unknown =>
    typeof key === "string" ? read(key) : natives.getMember(source, key);
  return { view: natives.proxy(bare(natives), handler), values, read };
}

/** The browser gets a signal that is already aborted, so that it converts and then does nothing. */
function recordSignal(natives: Natives, value: unknown, values: Values, name: string): unknown {
  if (value === undefined) return natives.abortedSignal;
  try {
    natives.signalAborted(value);
  } catch {
    // No AbortSignal: the browser refuses it in its own words.
    return value;
  }
  values[name] = value;
  return natives.abortedSignal;
}

function recordValue(
  natives: Natives,
  shape: Shape,
  value: unknown,
  keep: (kept: unknown) => void,
): unknown {
  switch (shape) {
    case "text": {
      if (typeof value === "symbol") return value;
      const text = natives.toText(value);
      keep(text);
      return text;
    }
    case "long":
    case "unsigned-long": {
      if (typeof value === "symbol" || typeof value === "bigint") return value;
      const number = natives.toNumber(value);
      keep(shape === "long" ? number | 0 : number >>> 0);
      return number;
    }
    case "boolean":
      keep(Boolean(value));
      return value;
    case "bytes":
    case "signal":
      keep(value);
      return value;
    default:
      return shape.kind === "sequence"
        ? recordSequence(natives, shape, value, keep)
        : recordNested(natives, shape, value, keep);
  }
}

function recordNested(
  natives: Natives,
  shape: DictionaryShape,
  value: unknown,
  keep: (kept: unknown) => void,
): unknown {
  if (!isObject(value)) {
    // null and undefined are the empty dictionary; the rest the browser refuses.
    keep(bare(natives));
    return value;
  }
  const nested = recordDictionary(natives, shape, value);
  keep(nested.values);
  return nested.view;
}

function recordSequence(
  natives: Natives,
  shape: SequenceShape,
  value: unknown,
  keep: (kept: unknown) => void,
): unknown {
  if (!isObject(value)) return value;
  const start: unknown = natives.getMember(value, natives.iterator);
  if (typeof start !== "function") return value;
  const list = bareList(natives);
  keep(list);

  const view = bare(natives) as Record<symbol, unknown>;
  view[natives.iterator] = (): unknown => {
    const source: unknown = natives.apply(start, value, []);
    if (!isObject(source)) return source;
    const next: unknown = natives.getMember(source, "next");
    if (typeof next !== "function") return source;
    const iterator = bare(natives);
    iterator["next"] = (): unknown => {
      const step: unknown = natives.apply(next, source, []);
      if (!isObject(step)) return step;
      const result = bare(natives);
      result["done"] = Boolean(natives.getMember(step, "done"));
      if (result["done"] === true) return result;
      const index = list.length;
      list[index] = undefined;
      result["value"] = recordValue(natives, shape.of, natives.getMember(step, "value"), (kept) => {
        list[index] = kept;
      });
      return result;
    };
    return iterator;
  };
  return view;
}
