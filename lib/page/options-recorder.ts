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
  | RecordShape
  | DictionaryShape;

export type SequenceShape = { readonly kind: "sequence"; readonly of: Shape };

/** A map from texts, all of its keys the page's own (WebIDL §3.2.21). */
export type RecordShape = { readonly kind: "record"; readonly of: Shape };

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
  /** Whether a list of the page's was one that can be gone through once, such as a generator. */
  readonly isUsedUp: () => boolean;
  /** A view as the first, but with the page's own signal, for a browser that is to answer after all. */
  readonly replay: () => object;
};

/** Shared by all parts of one recording. */
type Progress = { isUsedUp: boolean };

/** What the browser is given in the place of the page's signal, or of none. */
export type GiveSignal = (signal: unknown) => unknown;

/** Records what is read of `source`, a dictionary of the page. Getters of the page may throw. */
export function recordDictionary(
  natives: Natives,
  shape: DictionaryShape,
  source: object,
  giveSignal: GiveSignal = (signal) => signal,
  progress: Progress = { isUsedUp: false },
): Recording {
  const values = bare(natives);
  const views = bare(natives);

  function read(name: string): unknown {
    if (natives.hasOwn(views, [name]) === true) return views[name];
    const value = natives.getMember(source, name);
    const member = shape.members[name];
    let view = value;
    if (member === "signal") {
      view = isSignal(natives, value) ? giveSignal(value) : value;
      if (value !== undefined && view !== value) values[name] = value;
    } else if (value !== undefined) {
      if (member !== undefined) {
        view = recordValue(natives, progress, member, value, (kept) => {
          values[name] = kept;
        });
      } else if (shape.others === "marked") {
        values[name] = true;
      }
    }
    views[name] = view;
    return view;
  }

  function viewWith(get: (name: string) => unknown): object {
    const handler = bare(natives);
    handler["get"] = (_target: object, key: string | symbol): unknown =>
      typeof key === "string" ? get(key) : natives.getMember(source, key);
    return natives.proxy(bare(natives), handler);
  }

  return {
    view: viewWith(read),
    values,
    read,
    isUsedUp: () => progress.isUsedUp,
    replay: () =>
      viewWith((name) => (shape.members[name] === "signal" ? values[name] : read(name))),
  };
}

/** An AbortSignal or none at all; the browser refuses anything else in its own words. */
function isSignal(natives: Natives, value: unknown): boolean {
  if (value === undefined) return true;
  try {
    natives.signalAborted(value);
    return true;
  } catch {
    return false;
  }
}

function recordValue(
  natives: Natives,
  progress: Progress,
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
      if (shape.kind === "sequence") return recordSequence(natives, progress, shape, value, keep);
      if (shape.kind === "record") return recordRecord(natives, progress, shape, value, keep);
      return recordNested(natives, progress, shape, value, keep);
  }
}

function recordNested(
  natives: Natives,
  progress: Progress,
  shape: DictionaryShape,
  value: unknown,
  keep: (kept: unknown) => void,
): unknown {
  if (!isObject(value)) {
    // null and undefined are the empty dictionary; the rest the browser refuses.
    keep(bare(natives));
    return value;
  }
  const nested = recordDictionary(natives, shape, value, undefined, progress);
  keep(nested.values);
  return nested.view;
}

/** The browser asks for all keys, then for each whether it counts and for its value, in turn. */
function recordRecord(
  natives: Natives,
  progress: Progress,
  shape: RecordShape,
  value: unknown,
  keep: (kept: unknown) => void,
): unknown {
  if (!isObject(value)) return value;
  const values = bare(natives);
  keep(values);
  const handler = bare(natives);
  handler["ownKeys"] = (): unknown => natives.ownKeys(value);
  handler["getOwnPropertyDescriptor"] = (_target: object, key: string | symbol): unknown => {
    const found = natives.getOwnPropertyDescriptor(value, key);
    if (found === undefined) return undefined;
    const descriptor = bare(natives);
    // A proxy may not call a property fixed that its target does not have.
    descriptor["configurable"] = true;
    descriptor["enumerable"] = found.enumerable === true;
    descriptor["writable"] = true;
    descriptor["value"] = undefined;
    return descriptor;
  };
  handler["get"] = (_target: object, key: string | symbol): unknown => {
    const member = natives.getMember(value, key);
    if (typeof key === "symbol") return member;
    return recordValue(natives, progress, shape.of, member, (kept) => {
      values[key] = kept;
    });
  };
  return natives.proxy(bare(natives), handler);
}

function recordSequence(
  natives: Natives,
  progress: Progress,
  shape: SequenceShape,
  value: unknown,
  keep: (kept: unknown) => void,
): unknown {
  if (!isObject(value)) return value;
  const start: unknown = natives.getMember(value, natives.iterator);
  if (typeof start !== "function") return value;
  const list = bareList(natives);
  keep(list);

  const steps = bareList(natives);
  let isDone = false;
  const view = bare(natives) as Record<symbol, unknown>;
  view[natives.iterator] = (): unknown => {
    if (isDone) return iteratorOver(natives, steps);
    const source: unknown = natives.apply(start, value, []);
    if (!isObject(source)) return source;
    const next: unknown = natives.getMember(source, "next");
    if (typeof next !== "function") return source;
    if (source === value) progress.isUsedUp = true;
    const iterator = bare(natives);
    iterator["next"] = (): unknown => {
      const step: unknown = natives.apply(next, source, []);
      if (!isObject(step)) return step;
      const result = bare(natives);
      steps[steps.length] = result;
      result["done"] = Boolean(natives.getMember(step, "done"));
      if (result["done"] === true) {
        isDone = true;
        return result;
      }
      const index = list.length;
      list[index] = undefined;
      result["value"] = recordValue(
        natives,
        progress,
        shape.of,
        natives.getMember(step, "value"),
        (kept) => {
          list[index] = kept;
        },
      );
      return result;
    };
    return iterator;
  };
  return view;
}

/** Goes once more through what was gone through; the last step says that it is done. */
function iteratorOver(natives: Natives, steps: readonly unknown[]): object {
  const iterator = bare(natives);
  let index = 0;
  iterator["next"] = (): unknown => steps[index++];
  return iterator;
}
