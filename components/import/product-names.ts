// The names of the programs whose files are read: names, the same in every language.

import type { ImportProduct } from "../../lib/app/views.ts";
import { message, type MessageKey } from "../../lib/i18n/messages.ts";

/** What no program has a name on. */
const UNNAMED = {
  "otpauth-list": "import_product_links",
  "credential-exchange": "import_product_exchange",
} as const satisfies Readonly<Partial<Record<ImportProduct, MessageKey>>>;

const NAMES: Readonly<Record<Exclude<ImportProduct, keyof typeof UNNAMED>, string>> = {
  "google-authenticator": "Google Authenticator",
  "ente-auth": "Ente Auth",
  aegis: "Aegis",
  "2fas": "2FAS",
  bitwarden: "Bitwarden",
  "proton-authenticator": "Proton Authenticator",
  "proton-pass": "Proton Pass",
  "1password": "1Password",
  stratum: "Stratum",
  andotp: "andOTP",
  "freeotp-plus": "FreeOTP+",
  lastpass: "LastPass Authenticator",
  "authenticator-extension": "Authenticator Extension",
  keepassxc: "KeePassXC",
};

export function productName(product: ImportProduct): string {
  if (product === "otpauth-list" || product === "credential-exchange") {
    return message(UNNAMED[product]);
  }
  return NAMES[product];
}
