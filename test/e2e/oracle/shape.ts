// What a shape of the oracle suite is: options that a page may hand to create() or get(), made in the
// page itself, since getters, views and the like do not travel.

/** Put on the page as `window.tools` before any shape runs. */
export type Tools = {
  /** Sound creation options, changed by `change`; `undefined` takes a member away. */
  create(change?: object): Record<string, unknown>;
  /** Sound request options that allow `mine`. */
  get(change?: object): Record<string, unknown>;
  /** The same options, with getters in the place of all members, which note their paths. */
  watch(notes: Notes, options: object): unknown;
  bytes(length: number): Uint8Array<ArrayBuffer>;
  descriptor(id: Uint8Array<ArrayBuffer>): object;
  /** The id of a discoverable ES256 credential of this browser, made with `prf` and `largeBlob`. */
  readonly mine: Uint8Array<ArrayBuffer>;
  readonly mineText: string;
};

export type Notes = { note(what: string): void };

export type Shape = {
  readonly name: string;
  readonly kind: "create" | "get";
  readonly build: (tools: Tools, notes: Notes) => unknown;
  /** Whether Waykey's prompt is expected; in a browser without Waykey it has no meaning. */
  readonly prompts: boolean;
  /** The browser's own authenticator is a security key in its run; `internal` otherwise. */
  readonly authenticator?: "usb";
};

export function prompting(
  kind: Shape["kind"],
  name: string,
  build: Shape["build"],
  rest: Partial<Shape> = {},
): Shape {
  return { kind, name: `${kind}: ${name}`, build, prompts: true, ...rest };
}

export function silent(kind: Shape["kind"], name: string, build: Shape["build"]): Shape {
  return { kind, name: `${kind}: ${name}`, build, prompts: false };
}
