// The signals by which a screen's words speak for a kind of page: one line each, with its place and
// weight, in English and Spanish, and in part in other languages, since browsers translate pages. A new
// signal is one more line, and one more screen in the tests.

import type { PageKind } from "./page-kind.ts";

export type ScoredKind = Exclude<PageKind, "signed-in" | "sign-in" | "other">;

/**
 * `told` is without what buttons and links say, since another method is offered there; `prose` is without
 * sentences that do so, too.
 */
export type Place = "heading" | "text" | "label" | "button" | "told" | "prose" | "prose-heading";

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
  // A step after the picture, which may be gone by now.
  signal(
    "otp-enrolment",
    "prose",
    1,
    /\b(let's|to) (test|try) (it|your (app|authenticator))\b|\b(make|be) sure (that )?(it|everything) works\b|\b(finish|complete) (the |your )?set-?up\b/,
  ),
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
    /\b(open|from|in|using|abr[ae]|en|con|aus|mit|dans|avec|depuis|com) (authy|ente auth|free ?otp|aegis|2fas|duo mobile|okta verify|vip access)\b/,
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
    /\b(code|digits|passcode) (\w+ ){0,2}(from|in|by)(?! (\w+ ){0,2}(\w*mail|messag|sms|text)) (\w+ ){0,3}app\b(?!( \w+){0,3} (tv|television|console)\b)/,
  ),
  // An app that shows a code is no message that brings one.
  signal(
    "otp-challenge",
    "prose",
    4,
    /\b(code|digits|number|passcode|token)( (that|which|does))? (the|your|this)(?! (\w*mail|messag|sms|text)) (\w+ ){0,2}app (\w+ ){0,2}(show|display|generat|giv|creat)\w*\b(?!( \w+){0,3} (tv|television|console)\b)/,
  ),
  signal(
    "otp-challenge",
    "prose",
    4,
    /\b(codigo|clave|token|numero) que (\w+ ){0,3}(la|tu|su|mi) (app|aplicacion)\b(?! de (correo|mensaj))/,
  ),
  signal(
    "otp-challenge",
    "prose",
    4,
    /\bcode\b(,? \w+){0,4} (die|der|ihre|ihrer|deine|deiner) (?![\w-]*(mail|sms|messag|nachricht))[\w-]*app\b|\b(in|von|aus) (der|ihrer|deiner) (?![\w-]*(mail|sms|messag|nachricht))[\w-]*app (\w+ ){0,2}code\b/,
  ),
  signal(
    "otp-challenge",
    "prose",
    4,
    /\bcode( [\w']+){0,3} (de |dans |par )?(l'|votre |ton )(app|appli|application)\b(?! de (mail|messag))|\bcodigo( \w+){0,3} (no|do|pelo|seu) (app|aplicativo)\b(?! de (e-?mail|mensag))/,
  ),
  signal("otp-challenge", "prose", 4, /time-based (code|one-?time|pass)/),
  // No code that is sent lasts as long as one that is made anew by the clock.
  signal(
    "otp-challenge",
    "prose",
    4,
    /\b(chang|refresh|renew|rotat|regenerat)\w* every (30|thirty|60|half)|\b(cambi|renuev|actualiz)\w* cada (30|treinta|60|medio)/,
  ),
  signal(
    "otp-challenge",
    "prose",
    4,
    /application d'authentification|aplicativo de autenticacao|app di autenticazione|authentifizierungs-?app|authentifikator/,
  ),
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
  signal(
    "phone-challenge",
    "prose",
    5,
    /\b(code|passcode|pin|digits)( [^\s.@]+){0,6} (in|from|by|via)( (a|the|our|your|this|that))? (texts?|sms|text message)\b|\b(you'll|you will|should)( \w+)? (get|receive) an? (text|sms|call)\b|\b(we'll|we will) (call|text|phone) you\b/,
  ),
  signal(
    "phone-challenge",
    "prose",
    5,
    /\b(recibir\w*|llegar?a|llego|esperes?)( \w+){0,2} (sms|mensaje de texto)\b|\b(sms|mensaje de texto)( [^\s.]+){0,4} con( \w+){0,3} (codigo|clave|pin)\b|\b(codigo|clave)( [^\s.]+){0,4} (en|por|al)( \w+)? (sms|mensaje de texto|movil|celular)\b/,
  ),
  signal(
    "phone-challenge",
    "prose",
    5,
    /\b(texto?|text message|sms)( \w+)? (with|containing|mit|avec|contenant|com|con)( [\w-]+){0,4} (\w*code|codigo|codice|pin|tan|passcode)\b/,
  ),
  signal(
    "phone-challenge",
    "prose",
    5,
    /\b(code|passcode|pin|digits|message|codigo|clave|mensaje)( [^\s.]+){0,6} (in|from|by|via|on|through|to|por|en|de|a|al|tu) whatsapp\b|\bwhatsapp (message|code|mensaje|codigo)\b/,
  ),
  // A number with its digits hidden and the last ones shown; that of a device in a list has the device before it.
  signal(
    "phone-challenge",
    "prose",
    4,
    /(?<!\b(device|iphone|ipad|ios|android|pixel|galaxy|dispositivo|gerat|appareil)\b[^\n]{0,20})(?<![a-z0-9*•●#])[*•●x#]{2}[*•●x#(). -]{0,24}\d{2,4}(?![\d@])/,
  ),
  signal(
    "phone-challenge",
    "prose",
    4,
    /\b(receive|get|place|make)\w* (a|an|your|the)( automated| phone)* call\b|recib\w+ una llamada|llamaremos/,
  ),
  signal(
    "phone-challenge",
    "prose",
    5,
    /(?<!\b(device|iphone|ipad|ios|android|pixel|galaxy|dispositivo|gerat|appareil)\b[^\n]{0,20})(ending in|ends in|termin\w+ en) \W*\d/,
  ),
  signal("phone-challenge", "prose", 5, /(call|llamada)( \w+){0,4} (at|to|al?) [^\n@]{0,12}[\d*•]/),
  signal(
    "phone-challenge",
    "heading",
    4,
    /(?<!(lost|lose|stolen|broken|new|no|without|find) (my |your |the |a )?)\bphone\b|texted|\bsms\b|text message|by phone|your phone|voice call|telefono|mensaje de texto|llamada/,
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
    /(e-?mailed|sent (you )?an e-?mail|(sent|send)( \w+){0,6} (to|by|in an?) (your )?e-?mail)|check your (e-?mail|inbox)|correo electronico (a|con)|revisa tu correo|consultez (vos|votre) (e-?mails?|courriels?|messagerie)|verifique (o )?seu e-?mail|(prufen|offnen) sie ihre e-?mails?/,
  ),
  signal(
    "email-challenge",
    "prose",
    5,
    /(sent|enviado|enviamos)( [^\s@]+){0,8} [^\s@]{1,64}@[^\s@]{1,255}/,
  ),
  signal("email-challenge", "prose", 5, /envoye( [^\s@]+){0,8} [^\s@]{1,64}@[^\s@]{1,255}/),
  signal(
    "email-challenge",
    "prose",
    5,
    /\b(get|receive|expect|look for|find|watch for|open)( \w+){0,3} e-?mails?( [^\s.]+){0,8} (code|passcode|pin)\b/,
  ),
  signal(
    "email-challenge",
    "prose",
    5,
    /\b(code|passcode|pin|digits)( [^\s.@]+){0,6} (in|from|by|via|through)( (an|the|our|your|this|that))? (e-?mail|mail|mailbox|inbox)\b(?!-? ?(app|client|program))/,
  ),
  signal(
    "email-challenge",
    "prose",
    5,
    /\b(codigo|clave|pin|numeros)( [^\s.@]+){0,6} (por|en|a|al|de|para|no|ao)( (el|tu|su|un|nuestro|o|seu|o seu))? (e-?mail|correo|mail|buzon)\b|\b(e-?mail|correo|mail)( [^\s.@]+){0,5} con( \w+){0,3} (codigo|clave|pin)\b/,
  ),
  signal(
    "email-challenge",
    "prose",
    5,
    /\b(e-?mail|mail|courriel)( \w+)? (with|containing|mit|avec|contenant|com)( [\w-]+){0,4} (\w*code|codigo|pin|tan|passcode)\b/,
  ),
  signal(
    "email-challenge",
    "prose",
    5,
    /\b\w*code( [^\s.@]+){0,6} (par|per|via|(aus|in) (der|ihrer|deiner|einer|unserer)) (e-?mail|mail|courriel)\b(?!-app)/,
  ),
  // The sender of a mail is named, so that it can be found.
  signal(
    "email-challenge",
    "prose",
    5,
    /\b(message|e-?mail|mail|mensaje|correo|nachricht)\b[^\n.]{0,30} (from|de|von) [^\s@]{1,64}@[^\s@]{1,255}/,
  ),
  // Where a mail may have ended up that is not found.
  signal("email-challenge", "prose", 3, /\b(spam|junk)\b|correo no deseado/),
  signal("email-challenge", "heading", 3, /e-?mail|correo/),
  signal(
    "email-challenge",
    "prose",
    3,
    /\b(inbox|mailbox)\b|e-?mail address|posteingang|postfach|bandeja de entrada|\bbuzon\b/,
  ),
  signal(
    "email-challenge",
    "prose",
    5,
    /[^\s@]{1,64}@[^\s@]{1,255} (gesendet|geschickt)|(mailed|gesendet|geschickt) (to|an) [^\s@]{1,64}@[^\s@]{1,255}/,
  ),

  signal(
    "recovery-challenge",
    "label",
    6,
    /recovery (code|key)|backup[ -](code|token)|codigo de (recuperacion|respaldo)|(wiederherstellungs|ersatz)(code|schlussel)/,
  ),
  signal(
    "recovery-challenge",
    "label",
    6,
    /\b(emergency|scratch|rescue|fallback) code|\b(codigos?|clave) de (emergencia|rescate|reserva|copia de seguridad)/,
  ),
  // Codes that a person put away when the second step was set up.
  signal(
    "recovery-challenge",
    "prose",
    4,
    /\bcodes?( (that|which))? you (saved|stored|kept|printed|noted|downloaded|copied|wrote down|put away)|\bcodigos?( \w+){0,4} que (guard|anot|imprim|descarg|apunt)\w+/,
  ),
  signal(
    "recovery-challenge",
    "heading",
    2,
    /\b(lost|lose|without|no) (my |your |the )?(phone|device|authenticator|app)\b|(perdi(o|ste)?|sin) (mi |tu |su |el )?(telefono|movil|celular|dispositivo|app)\b/,
  ),
  // The way back to what this screen is the way out of.
  signal(
    "recovery-challenge",
    "button",
    1,
    /\b(use|back to|return to|enter a code from) (my |your |the |an )?(\w+ )?(authenticator|app)\b|\b(usar|usa|use|volver a) (mi |tu |su |la )?(app|aplicacion|autenticador)/,
  ),
  signal(
    "recovery-challenge",
    "told",
    1,
    /recovery (code|key)|backup code|codigo de (recuperacion|respaldo)/,
  ),
  signal(
    "recovery-challenge",
    "label",
    6,
    /(code|cle) de (recuperation|secours)|(codigo|chave) de recuperacao/,
  ),
  signal(
    "recovery-challenge",
    "heading",
    4,
    /(enter|use|(log|sign) in with) (your |a )?(recovery (code|key)|backup code)|(introduce|ingresa|usa)\w* (tu|un|el) codigo de (recuperacion|respaldo)/,
  ),
  signal(
    "recovery-challenge",
    "prose",
    4,
    /(enter|use|entering) (the |your |one of (the|these|your) )?((recovery|backup) (code|token)|recovery key)|wiederherstellungscode|recovery code (that )?you (were|was|have been) (provided|given)|codigo de recuperacion que (se te|te|recibi)|\b(escrib|introdu[cz]|ingres|usa)\w* (el |un |tu |uno de (tus|los) )codigos? de (recuperacion|respaldo|emergencia|reserva)/,
  ),

  signal(
    "recovery-shown",
    "heading",
    4,
    /(your|new) (new )?(recovery (code|key)|backup code)|almost there|(tu|nuevo) (nuevo )?codigo de (recuperacion|respaldo)|casi (listo|terminas)/,
  ),
  signal(
    "recovery-shown",
    "text",
    4,
    /(copy|save|keep|record|print|write down)( \w+){0,4} (recovery (code|key)|backup code)|(copia|guarda|anota)\w*( \w+){0,4} codigo de (recuperacion|respaldo)/,
  ),
  signal(
    "recovery-shown",
    "text",
    3,
    /safely recorded|i have (saved|recorded|written)|he (guardado|anotado|registrado)/,
  ),
];
