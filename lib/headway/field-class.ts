// What one field asks for, judged by the field alone: its type, autocomplete, name, labels and shape.
// Which kind of code a code field takes is for the whole screen to say (page-kinds.ts), since Headway
// may call all of them `code`.

import { withoutOffers } from "./offers.ts";
import type { FieldDescription } from "./screen-description.ts";
import { normaliseWords } from "./words.ts";

/** `unknown`: a field that says nothing of itself. */
export type FieldClass = "code" | "recovery" | "email" | "password" | "phone" | "none" | "unknown";

/** By which way the code of a field comes, where its own words tell. */
export type CodeMethod = "authenticator" | "phone" | "email";

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
  /\bsearch|\bfilter|\bbuscar?\b|busqueda/,
  /\b(credit|debit|card|cvc|cvv|tarjeta|carte|cartao)\b|\bcc (num\w*|exp\w*|cvc|csc)|card ?number|security code on/,
  /coupon|promo|voucher|gift|discount|referral|cupon|cupom|desc(uen|on)to|gutschein/,
  /\b(zip|postal|postcode|plz|cep)\b|zip ?code|codigo postal/,
  /\b(npi|ssn|social security|tax id|ein|member id|date of birth|birthday|dob)\b/,
  /\bletter\b|\bpostal mail\b/,
  /country ?code|area ?code|access code for|invite|invitation/,
  /\b(diagnosis|icd|cpt|procedure|billing) ?code/,
  /\b(item|product|tracking|class|course|event|room|meeting|visit|group) (access )?(pass)?code/,
  // A key that types its own password.
  /yubi ?key/,
];

const FOREIGN_AUTOCOMPLETE =
  /(^|\s)(cc-\S+|postal-code|tel\S*|bday\S*|street-address|address-\S+|country\S*|organization)($|\s)/;

const CODE_WORDS =
  /\b(one.?time|otp|totp|mfa|2fa|tfa|passcode|verification( code)?|security code|authenticat\w+ (app )?code|auth ?code|(6|six).?digits?|digit code|sms code|challenge ?response|codigo de (verificacion|seguridad|un solo uso|verificacao|seguranca|uso unico)|de un solo uso|(de|a) (6|seis) (digitos|chiffres)|clave (sms|de (verificacion|un solo uso))|code (de verification|de securite|a usage unique)|digit \d+ of|digito \d+ de|(einmal|sicherheits|bestatigungs|verifizierungs|pruf|zugangs)(code|kennwort|passwort)|(6|sechs).?stellig\w*)\b/;

const BARE_CODE = /(^|[^a-z])(code|codigo|token|pin|tan)([^a-z]|$)/;

const RECOVERY_WORDS =
  /\b(recovery|backup|back-up)[ -]?(code|token|otp)|recovery.?code|codigo de (recuperacion|recuperacao|respaldo)|code de (recuperation|secours)|(wiederherstellungs|ersatz|notfall)(code|schlussel)/;

/** Where a field takes either, an authenticator's code costs nobody a recovery code. */
const EITHER = /\bauth\w*( code)? ?(\/|or|o|oder) ?(a |one of your )?(backup|recovery)/;

const METHOD_WORDS: readonly (readonly [CodeMethod, RegExp])[] = [
  [
    "authenticator",
    /authenticat(or|ion) app|authenticator|\btotp\b|two.?factor app|autenticador|d'authentification|\bgoogle auth|\b(from|in|by) your (\w+ )?app\b|\bcode (from|in)(?! (\w+ )?(\w*mail|messag|sms|text)) (the )?(\w+ ){1,2}app\b/,
  ],
  ["email", /\be.?mails?\b|correo/],
  ["phone", /\b(sms|phone|mobile|texted|text message)\b|telefon|telephone|handy|movil|celular/],
];

/** Classifies one visible field. */
export function classOfField(field: FieldDescription): FieldClass {
  const words = normaliseWords(`${field.label} ${field.placeholder}`);
  const marks = `${field.name} ${field.id}`.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  const all = `${words} ${marks.replace(/[_-]/g, " ")}`;
  const autocomplete = field.autocomplete.toLowerCase();

  if (isPassword(field, autocomplete, all)) return "password";
  if (field.type === "email" || /(^|\s)(email|username)($|\s)/.test(autocomplete)) return "email";
  if (!TEXT_TYPES.has(field.type)) return "none";
  if (RECOVERY_WORDS.test(all)) return EITHER.test(all) ? "code" : "recovery";
  const isMarked = /(^|\s)one-time-code($|\s)/.test(autocomplete);
  if (isPhone(field, autocomplete, all) && !isMarked) return "phone";
  if (FOREIGN_AUTOCOMPLETE.test(autocomplete) || FOREIGN.some((words) => words.test(all))) {
    return "none";
  }
  if (field.type === "search" && !CODE_WORDS.test(words) && !CODE_WORDS.test(marks)) return "none";
  if (isMarked || field.boxes > 1 || CODE_WORDS.test(all) || BARE_CODE.test(all)) return "code";
  if (/\be.?mail\b|correo|\b(user ?name|user|login|benutzername|usuario)\b/.test(all))
    return "email";
  return words === "" && field.maxLength !== 1 ? "unknown" : "none";
}

/**
 * Null where the words of the field name no way, or several. Names that nobody sees speak against an
 * authenticator and never for one, since sites call every code alike; nor does an authenticator that a person
 * cannot use.
 */
export function methodOfField(field: FieldDescription): CodeMethod | null {
  const marks = `${field.name} ${field.id}`.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  const words = normaliseWords(`${field.label} ${field.placeholder}`);
  const all = `${words} ${marks.replace(/[_-]/g, " ")}`;
  const named = METHOD_WORDS.flatMap(([method, pattern]) =>
    pattern.test(method === "authenticator" ? withoutOffers(words) : all) ? [method] : [],
  );
  return named.length === 1 ? (named[0] ?? null) : null;
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
