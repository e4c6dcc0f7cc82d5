// What the user interface needs of the browser besides the worker. The platform layer implements
// these over the extension API; tests and the gallery implement them in memory.

import type { Method } from "../lib/headway/methods.ts";
import type {
  AccountChoice,
  DeviceAssertion,
  DeviceChallenge,
  DeviceRegistration,
  DeviceUnlockQuestion,
  ImportContent,
  ImportProduct,
  UnlockProof,
} from "../lib/app/views.ts";
import type { NewAccount } from "./controls/new-account-fields.tsx";

/** An export of Google Authenticator while its QR codes are gathered and its entries are chosen. */
export type ExportDraft = {
  /** The texts of the QR codes so far, at least one: secrets. */
  readonly texts: readonly string[];
  /** The user goes on without the QR codes that are missing. */
  readonly isEnough: boolean;
  /** The numbers of the entries that are not wanted. */
  readonly left: readonly number[];
  /** Where entries go, by their number, as far as the user has said so. */
  readonly accounts: Readonly<Record<number, AccountChoice>>;
};

/** The half-finished entry of the add screen. `text` may hold a setup key: a secret. */
export type AddDraft = {
  readonly kind: "add";
  readonly text: string;
  /** Where the code goes; `null` while nobody has chosen. */
  readonly account: AccountChoice | null;
  /** Whether it replaces the account's other codes; `null` while nobody has chosen. */
  readonly replace: boolean | null;
  readonly export: ExportDraft | null;
};

/** The add screen is to open and to look for a QR code on the page at once; an export goes on there. */
export type ScanDraft = { readonly kind: "scan"; readonly export?: ExportDraft };

/** The half-typed account of the popup. */
export type AccountDraft = { readonly kind: "account"; readonly account: NewAccount };

/** Where a way to sign in lives, as it is being typed, never empty. */
export type PlaceDraft = {
  readonly kind: "place";
  readonly accountId: string;
  readonly method: Method;
  readonly where: string;
  readonly callingCode: string;
};

/** A recovery code as it is being typed, never empty: a secret. */
export type RecoveryDraft = {
  readonly kind: "recovery";
  readonly accountId: string;
  readonly code: string;
};

/** What is being typed on an account's screen. */
export type TypedDraft = PlaceDraft | RecoveryDraft;

export type Draft = AddDraft | ScanDraft | AccountDraft | TypedDraft;

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
  /**
   * Copies the text; it is taken out of the clipboard again after the time that the user prefers, unless
   * something else was copied since.
   */
  copy(text: string): Promise<void>;
  /** Copies what is no secret; it stays. */
  copyToKeep(text: string): Promise<void>;
};

export type QrPort = {
  /**
   * The text of every QR code in the picture, a file as it is; empty if there is none. Answers or refuses
   * within a second.
   * @throws WaykeyError of the area `picture`
   */
  decode(picture: Blob): Promise<readonly string[]>;
  /** The same for a picture that is unpacked already, which is given away. */
  decodeFrame(frame: ImageBitmap): Promise<readonly string[]>;
};

/** A camera that is on. */
export type CameraView = {
  /** Shows the picture in that element. */
  show(video: HTMLVideoElement): Promise<void>;
  /** What it sees now. @throws WaykeyError `camera/failed` once it has ended by itself */
  frame(): Promise<ImageBitmap>;
  /** Resolves when there may be something new to see. */
  next(): Promise<void>;
  /** Switches it off. */
  stop(): void;
};

export type CameraPort = {
  /** Asks the user, if need be. @throws WaykeyError of the area `camera` */
  open(): Promise<CameraView>;
};

/** A file of another authenticator while it is read, by a worker of its own. */
export type ImportFile = {
  readonly product: ImportProduct;
  /** It is sealed, and nothing in it says whose it is. */
  readonly isGuess: boolean;
  /** Null while it is sealed under a password. */
  readonly content: ImportContent | null;
  /**
   * Opens a sealed one; may be tried again after a wrong password.
   * @param onExpected told, once, how long it will take, in milliseconds; null if that is not known, or no matter
   * @throws WaykeyError `import/password` and others of the area `import`
   */
  unseal(password: string, onExpected: (timeMs: number | null) => void): Promise<ImportContent>;
  /** Ends the worker, in the midst of whatever it does: a call under way then never settles. */
  end(): void;
};

export type ImportFilePort = {
  /** Tells whose file it is by its content. @throws WaykeyError of the area `import` */
  open(file: Blob): Promise<ImportFile>;
};

export type ShortcutView = {
  readonly name: string;
  readonly description: string;
  /** As the browser prints it, such as "Ctrl+Shift+L"; empty if none is set. */
  readonly shortcut: string;
};

export type CommandsPort = { list(): Promise<readonly ShortcutView[]> };

export type BrowserFeature = {
  readonly id: "host-access" | "webauthn" | "open-popup" | "persistent-storage" | "webassembly";
  readonly available: boolean;
};

export type FilePort = {
  /** Offers the text to the user as a file of that name. */
  download(fileName: string, text: string): Promise<void>;
};

/** The device's own authenticator: its fingerprint reader, its face recognition or its own PIN. */
export type DevicePort = {
  /** Whether there is one that verifies the user and that an extension's page may use. */
  isAvailable(): Promise<boolean>;
  /**
   * Has the device make a credential; `userName` is what the device lists it as.
   * @throws WaykeyError `verification/device` if the user declines or the device can't
   */
  register(challenge: DeviceChallenge, userName: string): Promise<DeviceRegistration>;
  /**
   * Has the device verify the user and sign the challenge.
   * @throws WaykeyError `verification/device` if the user declines or the device can't
   */
  verify(challenge: DeviceChallenge): Promise<DeviceAssertion>;
  /**
   * Has the device verify the user and answer the salts of a locked vault.
   * @throws WaykeyError `verification/device` if the user declines, or the answer holds no PRF output
   */
  unlock(question: DeviceUnlockQuestion): Promise<Extract<UnlockProof, { method: "device" }>>;
};

/** A section of the full page that can be opened from elsewhere, by its address there. */
export type OptionsSection =
  "condition" | "add" | "backup" | "clock" | "import" | "print" | "restore";

export type Ports = {
  readonly browser: "chrome" | "firefox";
  readonly version: string;
  readonly drafts: DraftStore;
  readonly clipboard: ClipboardPort;
  readonly qr: QrPort;
  readonly camera: CameraPort;
  readonly commands: CommandsPort;
  readonly files: FilePort;
  readonly imports: ImportFilePort;
  readonly device: DevicePort;
  /**
   * Asks the user for access to Headway's pages; resolves with whether it is given. The browser wants
   * the call within the handling of a click.
   */
  requestAccess(): Promise<boolean>;
  /** Whether Waykey's button stands in the toolbar itself; null where the browser does not say. */
  isPinned(): Promise<boolean | null>;
  browserFeatures(): Promise<readonly BrowserFeature[]>;
  /**
   * A picture of the page in the window's active tab, as a data URL; null where the browser does not let
   * Waykey see it, as when it was not the user who opened the popup.
   */
  captureTab(): Promise<string | null>;
  /** Opens the full page, at one of its sections if that is named, and there at an account. */
  openOptions(section?: OptionsSection, accountId?: string): Promise<void>;
  /**
   * Asks the browser not to clear Waykey's storage by itself; resolves with whether it promises that,
   * false where it can't.
   */
  persist(): Promise<boolean>;
  /** Calls `listener` whenever the vault has been locked, by whatever; returns the way to stop it. */
  onLock(listener: () => void): () => void;
  /** Calls `listener` whenever the vault has been opened, wherever; returns the way to stop it. */
  onUnlock(listener: () => void): () => void;
  /** Calls `listener` whenever the vault's condition may be another; returns the way to stop it. */
  onCondition(listener: () => void): () => void;
  /** Calls `listener` whenever a fill by the shortcut or the context menu has failed; returns the way to stop it. */
  onFailedFill(listener: () => void): () => void;
  /** Opens the browser's print dialog for this page. */
  print(): void;
  /** Closes the window that the page is in. */
  closeWindow(): void;
};
