// Lets the browser itself convert the options of a WebAuthn call, and keeps what it read. The native
// method is given views that read the page's objects on demand: members are read once, in the
// browser's own order, and the errors of its WebIDL conversion are the real ones. Strings and numbers
// are converted here, once, on the way (WebIDL §3.2); buffers are kept as they are, to be copied when
// the conversion is over.

import {
  apply,
  bare,
  dataDescriptor,
  bareList,
  getMember,
  getOwnPropertyDescriptor,
  hasOwn,
  isObject,
  iteratorSymbol,
  NativeProxy,
  ownKeys,
  signalAborted,
  toNumber,
  toText,
} from "./capture.ts";

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
  shape: DictionaryShape,
  source: object,
  giveSignal?: GiveSignal,
  progress: Progress = { isUsedUp: false },
): Recording {
  const values = bare();
  const views = bare();

  function read(name: string): unknown {
    if (hasOwn(views, [name])) return views[name];
    const value = getMember(source, name);
    const member = shape.members[name];
    let view = value;
    if (member === "signal") {
      view = isSignal(value) ? giveSignal?.(value) : value;
      if (value !== undefined && view !== value) values[name] = value;
    } else if (value !== undefined) {
      if (member !== undefined) {
        view = recordValue(progress, member, value, (kept) => {
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
    const handler = bare();
    handler["get"] = (_target: object, key: string | symbol): unknown =>
      typeof key === "string" ? get(key) : getMember(source, key);
    return new NativeProxy(bare(), handler);
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
function isSignal(value: unknown): boolean {
  if (value === undefined) return true;
  try {
    signalAborted(value);
    return true;
  } catch {
    return false;
  }
}

function recordValue(
  progress: Progress,
  shape: Shape,
  value: unknown,
  keep: (kept: unknown) => void,
): unknown {
  switch (shape) {
    case "text": {
      if (typeof value === "symbol") return value;
      const text = toText(value);
      keep(text);
      return text;
    }
    case "long":
    case "unsigned-long": {
      if (typeof value === "symbol" || typeof value === "bigint") return value;
      const number = toNumber(value);
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
      if (!isObject(value)) {
        // Of a dictionary null and undefined are the empty one; the rest the browser refuses.
        if (shape.kind === "dictionary") keep(bare());
        return value;
      }
      if (shape.kind === "sequence") return recordSequence(progress, shape, value, keep);
      if (shape.kind === "record") return recordRecord(progress, shape, value, keep);
      return recordNested(progress, shape, value, keep);
  }
}

function recordNested(
  progress: Progress,
  shape: DictionaryShape,
  value: object,
  keep: (kept: unknown) => void,
): unknown {
  const nested = recordDictionary(shape, value, undefined, progress);
  keep(nested.values);
  return nested.view;
}

/** The browser asks for all keys, then for each whether it counts and for its value, in turn. */
function recordRecord(
  progress: Progress,
  shape: RecordShape,
  value: object,
  keep: (kept: unknown) => void,
): unknown {
  const values = bare();
  keep(values);
  const handler = bare();
  handler["ownKeys"] = (): unknown => ownKeys(value);
  handler["getOwnPropertyDescriptor"] = (_target: object, key: string | symbol): unknown => {
    const found = getOwnPropertyDescriptor(value, key);
    if (found === undefined) return undefined;
    // A proxy may not call a property fixed that its target does not have.
    const descriptor = dataDescriptor(undefined);
    descriptor.enumerable = found.enumerable === true;
    return descriptor;
  };
  handler["get"] = (_target: object, key: string | symbol): unknown => {
    const member = getMember(value, key);
    if (typeof key === "symbol") return member;
    return recordValue(progress, shape.of, member, (kept) => {
      values[key] = kept;
    });
  };
  return new NativeProxy(bare(), handler);
}

function recordSequence(
  progress: Progress,
  shape: SequenceShape,
  value: object,
  keep: (kept: unknown) => void,
): unknown {
  const start: unknown = getMember(value, iteratorSymbol);
  if (typeof start !== "function") return value;
  const list = bareList();
  keep(list);

  const steps = bareList();
  let isDone = false;
  const view = bare() as Record<symbol, unknown>;
  view[iteratorSymbol] = (): unknown => {
    if (isDone) return iteratorOver(steps);
    const source: unknown = apply(start, value, []);
    if (!isObject(source)) return source;
    const next: unknown = getMember(source, "next");
    if (typeof next !== "function") return source;
    if (source === value) progress.isUsedUp = true;
    const iterator = bare();
    iterator["next"] = (): unknown => {
      const step: unknown = apply(next, source, []);
      if (!isObject(step)) return step;
      const result = bare();
      steps[steps.length] = result;
      result["done"] = Boolean(getMember(step, "done"));
      if (result["done"] === true) {
        isDone = true;
        return result;
      }
      const index = list.length;
      list[index] = undefined;
      result["value"] = recordValue(progress, shape.of, getMember(step, "value"), (kept) => {
        list[index] = kept;
      });
      return result;
    };
    return iterator;
  };
  return view;
}

/** Goes once more through what was gone through; the last step says that it is done. */
function iteratorOver(steps: readonly unknown[]): object {
  const iterator = bare();
  let index = 0;
  iterator["next"] = (): unknown => steps[index++];
  return iterator;
}
