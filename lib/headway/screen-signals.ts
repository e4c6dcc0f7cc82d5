// The signals by which a screen's words speak for a kind of page: one line each, with its place and
// weight, in English and Spanish, and in part in other languages, since browsers translate pages. A new
// signal is one more line, and one more screen in the tests.

import type { PageKind } from "./page-kind.ts";

export type ScoredKind = Exclude<PageKind, "signed-in" | "sign-in" | "other">;

/** `prose` is without what buttons and links say: another method is offered there. */
export type Place = "heading" | "text" | "label" | "button" | "prose" | "prose-heading";

type Signal = {
  readonly kind: ScoredKind;
  readonly place: Place;
  readonly words: RegExp;
  readonly weight: number;
};

const signal = (kind: ScoredKind, place: Place, weight: number, words: RegExp): Signal => ({
  kind,
  place,
  words,
  weight,
});

/** Matched against normalised text: lower case, no accents. */
export const SIGNALS: readonly Signal[] = [
  signal(
    "otp-enrolment",
    "heading",
    4,
    /scan (this|the) (qr )?(code|barcode)|escanea\w* (este|el) codigo/,
  ),
  signal(
    "otp-enrolment",
    "text",
    3,
    /scan (this|the) (qr )?(code|barcode)|escanea\w* (este|el) codigo/,
  ),
  signal(
    "otp-enrolment",
    "text",
    3,
    /scann?en sie den qr|trouble scanning|can'?t scan|unable to scan|problemas? (para|al) escanear|no puedes? escanear/,
  ),
  signal(
    "otp-enrolment",
    "text",
    3,
    /(setup|set-up|secret|this|following) (key|code) (in|into|to) your|enter this key|setup key|clave de configuracion|(copia|introduce|ingresa)\w* (esta|la siguiente) clave/,
  ),
  signal("otp-enrolment", "text", 4, /copy and paste the code below|copia y pega el codigo/),
  signal(
    "otp-enrolment",
    "heading",
    2,
    /(set ?up|add|enrol\w*) (an |your )?(authenticat\w+|one-?time password|(two|2|multi).?(factor|step))|configura\w* (tu|la|una) (aplicacion|app)|authenticator-app einrichten/,
  ),

  signal(
    "otp-challenge",
    "prose",
    4,
    /authenticat(or|ion) (app|application)|(app|aplicacion) de autenticacion|aplicacion autenticadora|autenticador/,
  ),
  signal(
    "otp-challenge",
    "prose",
    4,
    /one-?time password (app|application)|aplicacion de contrasenas? de un solo uso/,
  ),
  signal(
    "otp-challenge",
    "prose-heading",
    2,
    /authenticat(or|ion) (app|code)|autenticacion|autenticador/,
  ),
  signal(
    "otp-challenge",
    "prose",
    2,
    /google authenticator|ente auth|authy|microsoft authenticator|guardian/,
  ),
  signal(
    "otp-challenge",
    "prose",
    4,
    /authenticator|token generator|(two|2).?factor app|\b(phone|mobile) app\b|\btotp\b|autenticador/,
  ),
  signal(
    "otp-challenge",
    "prose",
    4,
    /\bcode (\w+ )?(from|in|by)(?! (\w+ ){0,2}(\w*mail|messag|sms|text)) (\w+ ){0,3}app\b/,
  ),
  signal("otp-challenge", "prose", 4, /time-based (code|one-?time|pass)/),
  signal("otp-challenge", "prose", 4, /application d'authentification|aplicativo de autenticacao/),
  signal("otp-challenge", "label", 4, /code a usage unique|codigo de uso unico/),
  signal(
    "otp-challenge",
    "prose-heading",
    2,
    /(deux|2) (etapes|facteurs)|(duas|2) etapas|(dois|2) fatores/,
  ),
  signal(
    "otp-challenge",
    "label",
    4,
    /one-?time (code|pass(word|code))|de un solo uso|einmal(code|passwort|kennwort)|\b(2fa|mfa|tfa|two-?factor|token|totp|authenticat(or|ion)) code\b/,
  ),
  signal(
    "otp-challenge",
    "prose-heading",
    2,
    /(two|2|multi).?(factor|step)|one-?time password|zwei-?faktor|dos (pasos|factores)/,
  ),

  signal(
    "phone-challenge",
    "prose",
    5,
    /(we|we've|we have|just) (texted|called|messaged)|texted (you|to)|(we )?told you by phone|te (enviamos|hemos enviado) un (sms|mensaje)|te (llamamos|hemos llamado)|(we are|we're) (calling|texting)|calling your phone|rufen sie an|per sms/,
  ),
  signal(
    "phone-challenge",
    "prose",
    5,
    /(text message|sms|voice call|phone call|mensaje de texto|llamada( de voz)?)( \w+){0,4} (to|a|al|sent|was|enviado)\b/,
  ),
  signal(
    "phone-challenge",
    "prose",
    4,
    /sent (a |an |the |you )*(text|sms|code|6-digit code|message)( \w+){0,5} (to|at|by) (your phone|\S*(\*|x{2,}|•|\+\d))/,
  ),
  signal(
    "phone-challenge",
    "prose",
    4,
    /(enviado|enviamos)( \w+){0,6} (al?|tu) (telefono|numero|\S*(\*|x{2,}|•|\+\d))/,
  ),
  signal(
    "phone-challenge",
    "prose",
    5,
    /(sent|enviad\w+|enviamos)(?![^\n]{0,120}@)[^\n]{0,60}(\*{2,}|•{2,}|x{3,}|\+\d|phone|number|telefono|numero)/,
  ),
  signal("phone-challenge", "prose", 5, /\b(par|por) sms\b/),
  // A number with its digits hidden and the last ones shown.
  signal(
    "phone-challenge",
    "prose",
    4,
    /(?<![a-z0-9*•●#])[*•●x#]{2}[*•●x#(). -]{0,24}\d{2,4}(?![\d@])/,
  ),
  signal(
    "phone-challenge",
    "prose",
    4,
    /\b(receive|get|place|make)\w* (a|an|your|the)( automated| phone)* call\b|recib\w+ una llamada|llamaremos/,
  ),
  signal("phone-challenge", "prose", 5, /(ending in|ends in|termin\w+ en) \W*\d/),
  signal("phone-challenge", "prose", 5, /(call|llamada)( \w+){0,4} (at|to|al?) [^\n@]{0,12}[\d*•]/),
  signal(
    "phone-challenge",
    "heading",
    4,
    /\bphone\b|texted|\bsms\b|text message|by phone|your phone|voice call|telefono|mensaje de texto|llamada/,
  ),
  signal(
    "phone-challenge",
    "button",
    2,
    /(get|receive|call|text)( me)?( a)? (call|text)|call again|call instead|text instead|recibir una llamada|llamar(me)?/,
  ),

  signal(
    "email-challenge",
    "prose",
    5,
    /(e-?mailed|sent (you )?an e-?mail|(sent|send)( \w+){0,6} (to|by|in an?) (your )?e-?mail)|check your e-?mail|correo electronico (a|con)|revisa tu correo/,
  ),
  signal("email-challenge", "prose", 5, /(sent|enviado|enviamos)( [^\s@]+){0,8} \S+@\S+/),
  signal("email-challenge", "prose", 5, /envoye( [^\s@]+){0,8} \S+@\S+/),
  // Where a mail may have ended up that is not found.
  signal("email-challenge", "prose", 3, /\b(spam|junk)\b|correo no deseado/),
  signal("email-challenge", "heading", 3, /e-?mail|correo/),
  signal("email-challenge", "prose", 3, /\binbox\b|e-?mail address|posteingang|bandeja de entrada/),
  signal(
    "email-challenge",
    "prose",
    5,
    /\S+@\S+ (gesendet|geschickt)|(mailed|gesendet|geschickt) (to|an) \S+@\S+/,
  ),

  signal(
    "recovery-challenge",
    "label",
    6,
    /recovery code|backup (code|token)|codigo de (recuperacion|respaldo)|wiederherstellungscode/,
  ),
  signal("recovery-challenge", "label", 6, /code de (recuperation|secours)|codigo de recuperacao/),
  signal(
    "recovery-challenge",
    "heading",
    4,
    /(enter|use|(log|sign) in with) (your |a )?(recovery|backup) code|(introduce|ingresa|usa)\w* (tu|un|el) codigo de (recuperacion|respaldo)/,
  ),
  signal(
    "recovery-challenge",
    "prose",
    4,
    /(enter|use|entering) (the |your |one of (the|these|your) )?(recovery|backup) (code|token)|wiederherstellungscode|recovery code (that )?you (were|was|have been) (provided|given)|codigo de recuperacion que (se te|te|recibi)/,
  ),

  signal(
    "recovery-shown",
    "heading",
    4,
    /(your|new) (new )?(recovery|backup) code|almost there|(tu|nuevo) (nuevo )?codigo de (recuperacion|respaldo)|casi (listo|terminas)/,
  ),
  signal(
    "recovery-shown",
    "text",
    4,
    /(copy|save|keep|record|print|write down)( \w+){0,4} (recovery|backup) code|(copia|guarda|anota)\w*( \w+){0,4} codigo de (recuperacion|respaldo)/,
  ),
  signal(
    "recovery-shown",
    "text",
    3,
    /safely recorded|i have (saved|recorded|written)|he (guardado|anotado|registrado)/,
  ),
];
