// What the interface calls the apps that codes go to, the kinds of entry, and why one stays behind.

import type { ExportFormat, ExportKind, LeftCode } from "../../lib/app/views.ts";
import type { MessageKey } from "../../lib/i18n/messages.ts";

export const FORMAT_NAMES = {
  "ente-auth": "export_format_ente",
  aegis: "export_format_aegis",
  "bitwarden-sealed": "export_format_bitwarden_sealed",
  "google-authenticator": "export_format_google",
  "qr-codes": "export_format_qr",
  "otpauth-list": "export_format_links",
  bitwarden: "export_format_bitwarden",
  cxf: "export_format_cxf",
} as const satisfies Readonly<Record<ExportFormat, MessageKey>>;

/** What to do in the other app. */
export const NEXT_STEPS = {
  "ente-auth": "export_next_ente",
  aegis: "export_next_aegis",
  "bitwarden-sealed": "export_next_bitwarden",
  "google-authenticator": "export_next_google",
  "qr-codes": "export_next_qr",
  "otpauth-list": "export_next_links",
  bitwarden: "export_next_bitwarden",
  cxf: "export_next_cxf",
} as const satisfies Readonly<Record<ExportFormat, MessageKey>>;

export const KIND_NAMES = {
  otp: "export_kind_otp",
  passkey: "export_kind_passkey",
  recovery: "export_kind_recovery",
} as const satisfies Readonly<Record<ExportKind, MessageKey>>;

export const LEFT_REASONS = {
  "put-away": "export_left_put_away",
  steam: "export_left_steam",
  counter: "export_left_counter",
  digits: "export_left_digits",
  period: "export_left_period",
  "too-long": "export_left_too_long",
  passkeys: "export_left_passkeys",
  "passkey-kind": "export_left_passkey_kind",
  "passkey-key": "export_left_passkey_key",
  "recovery-codes": "export_left_recovery_codes",
  "recovery-used": "export_left_recovery_used",
  "recovery-locked": "export_left_recovery_locked",
} as const satisfies Readonly<Record<LeftCode, MessageKey>>;

/** Formats that are shown as QR codes, and make no file. */
export function isShown(format: ExportFormat): boolean {
  return format === "google-authenticator" || format === "qr-codes";
}
