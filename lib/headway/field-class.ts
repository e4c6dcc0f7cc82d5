// What one field asks for, judged by the field alone: its type, autocomplete, name, labels and shape.
// Which kind of code a code field takes is for the whole screen to say (page-kinds.ts), since Headway
// may call all of them `code`.

import { withoutOffers } from "./offers.ts";
import type { FieldDescription } from "./screen-description.ts";
import { normaliseWords } from "./words.ts";

/**
 * `unknown`: a field that says nothing of itself. `masked`: one that hides what is typed, has room for a code
 * and for no password, and is not called one. `named`: one for the digits of a code by a name that is not known.
 */
export type FieldClass =
  "code" | "recovery" | "email" | "password" | "masked" | "named" | "phone" | "none" | "unknown";

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
  // The code by which a device that has no keyboard is let in (RFC 8628).
  /\buser code\b/,
  // A key that types its own password.
  /yubi ?key/,
  /\b(codigo|clave|numero) (de |del )?(la |el |tu |su )?(invitacion|promo\w*|descuento|regalo|referid\w+|socio|afiliad\w+|poliza|pedido|seguimiento|reserva|producto|curso|clase|sala|reunion|sesion de video|pais|area|tarjeta|cliente|diagnostico|procedimiento)/,
  /fecha de nacimiento|\b(dni|nie|curp|rfc|cuil|nss)\b/,
  /code (d'invitation|de parrainage|cadeau)|codigo de (convite|indicacao|rastreio)|(einladungs|aktions|rabatt|geschenk|abhol|paket|sendungs|tur|zimmer|kurs)code/,
];

/** A number that somebody was given to be known by, however many digits it has; none where a code is named too. */
const FOREIGN_NUMBER =
  /\b(order|tracking|parcel|package|shipment|delivery|invoice|receipt|booking|reservation|ticket|case|claim|reference|policy|group|customer|client|patient|member(ship)?|employee|student|account|loan|contract|licen[cs]e|serial|meter|registration|extension) ?(number|num|no|nr|id)\b|\bnumero (de |del |da |do )(la |tu |su )?(pedido|seguimiento|rastreio|envio|guia|factura|recibo|reserva|expediente|caso|referencia|poliza|cliente|paciente|socio|afiliad\w+|empleado|alumno|cuenta|conta|contrato|serie)|\b(bestell|sendungs|auftrags|rechnungs|buchungs|vorgangs|kunden|patienten|mitglieds|versicherten|konto|vertrags|serien)(nummer|nr)\b|\bnumero (de |d')(commande|suivi|colis|facture|dossier|reference|client|patient|adherent|compte|contrat|serie)/;

/** The words that stand before `code` where it lets a person in, or where they call it nothing. */
const OWN_QUALIFIER = new RegExp(
  "^([\\w]+-)*(" +
    "access|activation|app|application|auth|authentication|authenticator|authori[sz]ation|backup|bypass|" +
    "challenge|character|confirmation|device|digits?|[0-9]+(digit)?|dynamic|email|mail|emergency|[0-9]fa|factor|" +
    "identification|identity|in|login|mfa|mobile|number|numeric|otp|phone|recovery|rescue|reset|response|safety|" +
    "scratch|secret|security|sms|soft|step|temporary|text|tfa|time|token|totp|unlock|use|validation|verification|voice|" +
    "duo|google|headway|microsoft|okta|" +
    "a|an|and|another|by|confirm|copy|correct|current|enter|following|for|from|full|generated|get|have|insert|its|" +
    "key|latest|my|new|next|no|of|one|or|our|paste|provide|same|submit|that|the|their|this|to|type|valid|verify|with|your" +
    ")$",
);
const QUALIFIED_CODE = /(?<![\p{L}\p{N}-])([\p{L}\p{N}'-]+) code\b/gu;

const OWN_QUALIFIER_SPANISH =
  /^(verific|segur|acces|confirm|valid|autent|autor|ident|solo|uso|inici|entr|ingres|sesion|comprob|firm|oper|respald|recup|emerg|rescat|reserv|copia|restabl|activ|app|aplic|desbloq|\d|seis|ocho|digit|sms|mensaje|correo|email|telefon|movil|celular|dispositivo|cuenta|doble|dos|segundo|google|microsoft|token)/;
const QUALIFIED_CODE_SPANISH =
  /\bcodigo (?:de|del|para) (?:el |la |los |las |tu |su |un |una )?(\p{L}+|\d+)/gu;

/** Names of codes that let nobody in; any other name is one that is not known. */
const KNOWN_CODE =
  /\b(practice|provider|facility|clinic|plan|dress|bar|qr|source|error|door|gate|building|room|locker|alarm|store|branch|sort|swift|bank|station|vehicle|department|cost|project|job|session|school|class|company|employer|agent|dealer|pick-?up|collection|delivery|order|booking|reservation|redemption|reward|loyalty|color|colour|size|dial|airport|status|reason|country|area|currency) ?code/;

const FOREIGN_AUTOCOMPLETE =
  /(^|\s)(cc-\S+|postal-code|tel\S*|bday\S*|street-address|address-\S+|country\S*|organization)($|\s)/;

const CODE_WORDS =
  /\b(one.?time|otp|totp|mfa|2fa|tfa|passcode|verification( code)?|security code|authenticat\w+ (app )?code|auth ?code|(6|six).?digits?|digit code|sms code|challenge ?response|codigo de (verificacion|seguridad|un solo uso|verificacao|seguranca|uso unico)|codigo temporal|de un solo uso|(de|a) (6|seis) (digitos|chiffres)|clave (sms|dinamica|temporal|recibida|enviada|(de|para) (la )?(verificacion|un solo uso|confirmacion|autorizacion|firma|operacion))|code (de verification|de securite|a usage unique)|digit \d+ of|digito \d+ de|(einmal|sicherheits|bestatigungs|verifizierungs|pruf|zugangs)(code|kennwort|passwort)|(6|sechs).?stellig\w*)\b/;

const DIGIT_COUNT = /\b(6|six|seis|sechs)[ -]?(digits?|digitos|chiffres|stellig\w*)\b/g;
/** A label beside which a hint on how many digits there are is one on a code. */
const LEAVES_OPEN =
  /verif|confirm|secur|segur|sicherheit|bestatig|auth|acces|log.?in|sign.?in|factor|app\b|code|codigo|digit|cifra|chiffre|ziffer|stellig|number|numero|nummer|enter|type|introdu|escrib|ingres|eingeb|saisi|token|\bpin\b/;
const NAMES_CODE = /code|codigo|\b(otp|token|pin|tan|one.?time)\b/;
const BARE_CODE = /(^|[^a-z])(code|codigo|codice|token|pin|tan)([^a-z]|$)/;

const USER_WORDS = /\be.?mail\b|correo|\b(user ?name|user|login|benutzername|usuario)\b/;

const RECOVERY_WORDS =
  /\b(recovery|backup|back-up|emergency|scratch|rescue|fallback)[ -]?(code|token|otp)|recovery.?(code|key)|(codigos?|clave) de (recuperacion|recuperacao|respaldo|emergencia|rescate|reserva|copia de seguridad)|(code|cle) de (recuperation|secours)|chave de recuperacao|(wiederherstellungs|ersatz|notfall)(code|schlussel)/;

/** Where a field takes either, an authenticator's code costs nobody a recovery code. */
const EITHER = /\bauth\w*( code)? ?(\/|or|o|oder) ?(a |one of your )?(backup|recovery)/;

const AUTHENTICATOR_WORDS =
  /authenticat(or|ion) app|authenticator|\btotp\b|two.?factor app|autenticador|d'authentification|\bgoogle auth|\b(from|in|by) your (\w+ )?app\b|\bcode (from|in)(?! (\w+ )?(\w*mail|messag|sms|text)) (the )?(\w+ ){1,2}app\b/;

const METHOD_WORDS: readonly (readonly [CodeMethod, RegExp])[] = [
  ["authenticator", AUTHENTICATOR_WORDS],
  ["email", /\be.?mails?\b|correo/],
  ["phone", /\b(sms|phone|mobile|texted|text message)\b|telefon|telephone|handy|movil|celular/],
];

/** Classifies one visible field. */
export function classOfField(field: FieldDescription): FieldClass {
  const words = normaliseWords(`${field.label} ${field.placeholder}`);
  const marks = `${field.name} ${field.id}`.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  const all = `${words} ${marks.replace(/[_-]/g, " ")}`;
  const autocomplete = field.autocomplete.toLowerCase();

  if (isPassword(field, autocomplete, all))
    return isMasked(field, words, all) ? "masked" : "password";
  if (field.type === "email" || /(^|\s)(email|username)($|\s)/.test(autocomplete)) return "email";
  if (!TEXT_TYPES.has(field.type)) return "none";
  if (RECOVERY_WORDS.test(all)) return EITHER.test(all) ? "code" : "recovery";
  const isMarked = /(^|\s)one-time-code($|\s)/.test(autocomplete);
  if (isPhone(field, autocomplete, all) && !isMarked) return "phone";
  if (FOREIGN_AUTOCOMPLETE.test(autocomplete) || FOREIGN.some((words) => words.test(all))) {
    return "none";
  }
  const isSignIn = USER_WORDS.test(all);
  if (FOREIGN_NUMBER.test(words) && !NAMES_CODE.test(words) && !isMarked) {
    return isSignIn ? "email" : "none";
  }
  if (field.type === "search" && !CODE_WORDS.test(words) && !CODE_WORDS.test(marks)) return "none";
  const isOther = isOfAnotherKind(words);
  if (isOther && KNOWN_CODE.test(words) && !isMarked && field.boxes === 1) return "none";
  if (isMarked || field.boxes > 1 || CODE_WORDS.test(countless(field, all))) return "code";
  if (isOther) return isForDigits(field) ? "named" : "none";
  if (BARE_CODE.test(all) || (isForDigits(field) && namesAuthenticator(words))) return "code";
  if (isSignIn) return "email";
  return words === "" && field.maxLength !== 1 ? "unknown" : "none";
}

/** Of a label that names something else, how many digits it has tells nothing. */
function countless({ label }: FieldDescription, all: string): string {
  const own = normaliseWords(label);
  return own === "" || LEAVES_OPEN.test(own) ? all : all.replaceAll(DIGIT_COUNT, "");
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
    (method === "authenticator" ? namesAuthenticator(words) : pattern.test(all)) ? [method] : [],
  );
  return named.length === 1 ? (named[0] ?? null) : null;
}

function namesAuthenticator(words: string): boolean {
  return AUTHENTICATOR_WORDS.test(withoutOffers(words));
}

/** By its keyboard, its pattern, or its room. */
function isForDigits({ type, inputMode, pattern, maxLength }: FieldDescription): boolean {
  if (type === "number" || type === "tel") return true;
  return inputMode === "numeric" || /\\d|\[0-9\]/.test(pattern) || isShort(maxLength);
}

/** Room for a code and for little more. */
function isShort(maxLength: number): boolean {
  return maxLength >= 5 && maxLength <= 8;
}

/** Whether its own words call it a code of something else, such as of a door, a practice or a diagnosis. */
function isOfAnotherKind(words: string): boolean {
  const isForeign = (qualified: RegExp, own: RegExp) => {
    const qualifiers = [...words.matchAll(qualified)].map(([, word = ""]) => word);
    return qualifiers.length > 0 && !qualifiers.some((word) => own.test(word));
  };
  return (
    isForeign(QUALIFIED_CODE, OWN_QUALIFIER) ||
    isForeign(QUALIFIED_CODE_SPANISH, OWN_QUALIFIER_SPANISH)
  );
}

function isPassword(field: FieldDescription, autocomplete: string, all: string): boolean {
  if (/(current|new)-password/.test(autocomplete)) return true;
  if (field.type !== "password") return false;
  // Some sites mask one-time codes; only clear words make a masked field a code field.
  return !(/one-time-code/.test(autocomplete) || CODE_WORDS.test(all) || RECOVERY_WORDS.test(all));
}

/** What a person knows by heart is no code, however short. */
const KNOWN_BY_HEART =
  /pass|contrasen|\bclave\b|kennwort|mot de passe|senha|\b(pin|nip|pwd|secret\w*|palabra)\b|memorable|maiden|current|user|\bdob\b/;

function isMasked(field: FieldDescription, words: string, all: string): boolean {
  if (!isShort(field.maxLength) || KNOWN_BY_HEART.test(all)) return false;
  return words !== "" && !FOREIGN.some((each) => each.test(all));
}

function isPhone(field: FieldDescription, autocomplete: string, all: string): boolean {
  if (/(^|\s)tel/.test(autocomplete)) return true;
  if (/\b(phone|mobile|cell) ?(number|no)\b|\bphone\b|telefono|movil|celular/.test(all)) {
    return !CODE_WORDS.test(all) && !BARE_CODE.test(all);
  }
  return field.type === "tel" && !CODE_WORDS.test(all) && !BARE_CODE.test(all) && field.boxes === 1;
}
