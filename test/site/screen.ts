// The shape of the screens of the code steps. Server and browser scripts share it; both sides show
// and post the same.

/** A button below the main form: posts `fields` to `action`. */
export interface ScreenButton {
  readonly label: string;
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Shown only where the device has a user-verifying platform authenticator. */
  readonly needsPlatform: boolean;
}

/** The way out: to the list of other methods, or to the settings page. */
export interface Leave {
  readonly label: string;
  readonly path: string;
}

export interface CodeScreen {
  readonly kind: "code";
  readonly path: string;
  readonly heading: string;
  readonly lead: string;
  readonly label: string;
  readonly entry: "totp" | "phone" | "recovery";
  readonly action: string;
  readonly barcode: { readonly source: string; readonly keyText: string } | null;
  readonly buttons: readonly ScreenButton[];
  readonly leave: Leave;
}

export interface NumberScreen {
  readonly kind: "number";
  readonly path: string;
  readonly heading: string;
  readonly lead: string;
  readonly action: string;
  readonly leave: Leave;
}

export interface ListScreen {
  readonly kind: "list";
  readonly path: string;
  readonly heading: string;
  readonly lead: string;
  readonly buttons: readonly ScreenButton[];
}

export type Screen = CodeScreen | NumberScreen | ListScreen;
