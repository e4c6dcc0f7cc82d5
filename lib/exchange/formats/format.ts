// What every reader of a foreign format answers to. It knows its files by what is in them, never by their name.

import type { Bytes } from "../../bytes/bytes.ts";
import type { ForeignKdf } from "../../crypto/foreign-kdf.ts";
import type { ForeignEntry } from "./entry.ts";

/** The programs whose files are read, by the names that the interface has words for. */
export const PRODUCTS = [
  "google-authenticator",
  "otpauth-list",
  "ente-auth",
  "aegis",
  "2fas",
  "bitwarden",
  "proton-authenticator",
  "proton-pass",
  "1password",
  "stratum",
  "andotp",
  "freeotp-plus",
  "lastpass",
  "authenticator-extension",
  "keepassxc",
  "credential-exchange",
] as const;
export type Product = (typeof PRODUCTS)[number];

/** A file that is larger is not read at all. */
export const MAX_FILE_BYTES = 50_000_000;

export type ForeignFile = {
  readonly bytes: Bytes;
  /** In whichever encoding it was saved; null if it is no text. */
  readonly text: string | null;
  /** What the text parses to; undefined if it is no JSON. */
  readonly json: unknown;
};

/** What was in a file. */
export type FileContent = {
  readonly entries: readonly ForeignEntry[];
  /** How many of its items are neither codes nor passkeys, as a password manager has them. */
  readonly passedOver: number;
  /** It is of a later version than those that this reader was made for. */
  readonly isNewer: boolean;
};

export type ReadFile =
  | ({ readonly state: "open"; readonly product: Product } & FileContent)
  | {
      readonly state: "sealed";
      readonly product: Product;
      /** Nothing in it says whose it is, and it may be another program's; missing: it does. */
      readonly isGuess?: boolean;
      /** What opening it costs, within the bounds; null: nothing that takes time. */
      readonly kdf: ForeignKdf | null;
      /**
       * @throws WaykeyError `import/password`, `import/damaged`, `import/memory`, `import/too-many`,
       *   `import/empty`
       */
      readonly open: (password: string) => Promise<FileContent>;
    };

/**
 * @returns null for a file of another format
 * @throws WaykeyError of the area `import` for one of this format that can't be read
 */
export type Reader = (file: ForeignFile) => ReadFile | null;

/** The content of a file that has nothing but entries. */
export function onlyEntries(entries: readonly ForeignEntry[], isNewer = false): FileContent {
  return { entries, passedOver: 0, isNewer };
}
