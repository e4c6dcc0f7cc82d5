// The names of the programs whose files are read: names, the same in every language.

import type { ImportProduct } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";

const NAMES: Readonly<Record<Exclude<ImportProduct, "otpauth-list">, string>> = {
  "google-authenticator": "Google Authenticator",
  "ente-auth": "Ente Auth",
  aegis: "Aegis",
  "2fas": "2FAS",
  bitwarden: "Bitwarden",
  "proton-authenticator": "Proton Authenticator",
  stratum: "Stratum",
  andotp: "andOTP",
  "freeotp-plus": "FreeOTP+",
  lastpass: "LastPass Authenticator",
  "authenticator-extension": "Authenticator Extension",
};

export function productName(product: ImportProduct): string {
  return product === "otpauth-list" ? message("import_product_links") : NAMES[product];
}
