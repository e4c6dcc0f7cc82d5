// What one field asks for, judged by the field alone: its type, autocomplete, name, labels and shape.
// Which kind of code a code field takes is for the whole screen to say (page-kinds.ts), since Headway
// may call all of them `code`.

import type { FieldDescription } from "./screen-description.ts";
import { normaliseWords } from "./words.ts";

export type FieldClass = "code" | "recovery" | "email" | "password" | "phone" | "none";

const TEXT_TYPES: ReadonlySet<string> = new Set([
  "text",
  "tel",
  "number",
  "password",
  "search",
  "",
  "textarea",
]);

/** Fields that take digits or codes and are never ours. */
const FOREIGN = [
  /\bsearch|\bbuscar?\b|busqueda/,
  /\b(credit|debit|card|cc|cvc|cvv|tarjeta)\b|card ?number|security code on/,
  /coupon|promo|voucher|gift|discount|referral|cupon|descuento/,
  /\b(zip|postal|postcode)\b|zip ?code|codigo postal/,
  /\b(npi|ssn|social security|tax id|ein|member id|date of birth|birthday|dob)\b/,
  /country ?code|area ?code|access code for|invite|invitation/,
  /\b(diagnosis|icd|cpt|procedure|billing) ?code/,
];

const FOREIGN_AUTOCOMPLETE =
  /(^|\s)(cc-\S+|postal-code|tel\S*|bday\S*|street-address|address-\S+|country\S*|organization)($|\s)/;

const CODE_WORDS =
  /\b(one.?time|otp|totp|mfa|2fa|passcode|verification code|security code|authenticat\w+ (app )?code|(6|six).?digits?|digit code|sms code|codigo de (verificacion|seguridad|un solo uso)|de un solo uso|de (6|seis) digitos|digit \d+ of|digito \d+ de)\b/;

const BARE_CODE = /(^|[^a-z])(code|codigo|token|pin)([^a-z]|$)/;

const RECOVERY_WORDS =
  /\b(recovery|backup|back-up) code|recovery.?code|codigo de (recuperacion|respaldo)/;

/** Classifies one visible field. */
export function classOfField(field: FieldDescription): FieldClass {
  const words = normaliseWords(`${field.label} ${field.placeholder}`);
  const marks = `${field.name} ${field.id}`.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  const all = `${words} ${marks.replace(/[_-]/g, " ")}`;
  const autocomplete = field.autocomplete.toLowerCase();

  if (isPassword(field, autocomplete, all)) return "password";
  if (field.type === "email" || /(^|\s)(email|username)($|\s)/.test(autocomplete)) return "email";
  if (!TEXT_TYPES.has(field.type)) return "none";
  if (RECOVERY_WORDS.test(all)) return "recovery";
  const isMarked = /(^|\s)one-time-code($|\s)/.test(autocomplete);
  if (isPhone(field, autocomplete, all) && !isMarked) return "phone";
  if (FOREIGN_AUTOCOMPLETE.test(autocomplete) || FOREIGN.some((words) => words.test(all))) {
    return "none";
  }
  if (field.type === "search") return "none";
  if (isMarked || field.boxes > 1 || CODE_WORDS.test(all) || BARE_CODE.test(all)) return "code";
  if (/\be.?mail\b|correo/.test(all)) return "email";
  return "none";
}

function isPassword(field: FieldDescription, autocomplete: string, all: string): boolean {
  if (/(current|new)-password/.test(autocomplete)) return true;
  if (field.type !== "password") return false;
  // Some sites mask one-time codes; only clear words make a masked field a code field.
  return !(/one-time-code/.test(autocomplete) || CODE_WORDS.test(all) || RECOVERY_WORDS.test(all));
}

function isPhone(field: FieldDescription, autocomplete: string, all: string): boolean {
  if (/(^|\s)tel/.test(autocomplete)) return true;
  if (/\b(phone|mobile|cell) ?(number|no)\b|\bphone\b|telefono|movil|celular/.test(all)) {
    return !CODE_WORDS.test(all) && !BARE_CODE.test(all);
  }
  return field.type === "tel" && !CODE_WORDS.test(all) && !BARE_CODE.test(all) && field.boxes === 1;
}
