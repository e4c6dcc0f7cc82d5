// What the user interface needs of the browser besides the worker. The platform layer implements
// these over the extension API; tests and the gallery implement them in memory.

import type { AccountChoice } from "../lib/app/views.ts";

/** The half-finished entry of the add screen. `text` may hold a setup key: a secret. */
export type AddDraft = {
  readonly kind: "add";
  readonly text: string;
  /** Where the code goes; `null` while nobody has chosen. */
  readonly account: AccountChoice | null;
};

/** A recovery code was put into the page, and nobody has said yet whether it was used. */
export type FilledRecoveryDraft = { readonly kind: "recovery-filled"; readonly recoveryId: string };

export type Draft = AddDraft | FilledRecoveryDraft;

/**
 * Keeps one draft while the popup is closed. It must live in memory that extension contexts alone
 * can read (`storage.session`), never on a disk, and be forgotten when the vault locks.
 */
export type DraftStore = {
  get(): Promise<Draft | null>;
  /** `null` forgets it. */
  set(draft: Draft | null): Promise<void>;
};

export type ClipboardPort = {
  /** What is copied stays in the clipboard until something else is copied. */
  copy(text: string): Promise<void>;
};

export type QrPort = {
  /** The text of every QR code in the image; empty if there is none. */
  decode(dataUrl: string): Promise<readonly string[]>;
};

export type ShortcutView = {
  readonly name: string;
  readonly description: string;
  /** As the browser prints it, such as "Ctrl+Shift+L"; empty if none is set. */
  readonly shortcut: string;
};

export type CommandsPort = { list(): Promise<readonly ShortcutView[]> };

export type BrowserFeature = {
  readonly id: string;
  /** What it is, for people, such as "Passkeys (WebAuthn)". */
  readonly name: string;
  readonly available: boolean;
  /** What does not work without it. */
  readonly consequence: string;
};

export type FilePort = {
  /** Offers the text to the user as a file of that name. */
  download(fileName: string, text: string): Promise<void>;
};

export type Ports = {
  readonly browser: "chrome" | "firefox";
  readonly version: string;
  readonly drafts: DraftStore;
  readonly clipboard: ClipboardPort;
  readonly qr: QrPort;
  readonly commands: CommandsPort;
  readonly files: FilePort;
  browserFeatures(): Promise<readonly BrowserFeature[]>;
  openOptions(): Promise<void>;
  /** Closes the window that the page is in. */
  closeWindow(): void;
};
