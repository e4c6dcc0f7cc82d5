// Recognises, by its words in English or Spanish, the control of a page that leads to the other methods of
// signing in. Words of other trades, such as another payment method, are not taken for it.

import { normaliseWords } from "./words.ts";

const MAX_LENGTH = 80;
const END = "[ .!?>\u2026\u203a\u2192]*$";

const ENGLISH = new RegExp(
  "^(?:i want to |i'd like to )?" +
    "(?:try|use|choose|select|pick|verify|sign in|log in|continue|switch to)(?: with| using| in)? " +
    "(?:another|a different|an alternative|an alternate|some other) " +
    "(?:(?:verification|authentication|authenticator|security|sign-?in|log-?in|mfa|2fa|two-(?:factor|step)) )*" +
    "(?:method|way|option|factor)s?" +
    `(?: (?:to|of|for) (?:sign|log|verif|continu|confirm|authenticat|prov|get)[^\\n]{0,40})?${END}`,
);

const ENGLISH_OTHER = new RegExp(
  "^(?:verify with something else|" +
    "(?:(?:see|show|view) )?(?:other|more) (?:(?:verification|authentication|sign-?in|log-?in) )?" +
    `(?:methods|ways|options) (?:to|for|of) (?:sign|log|verif)[^\\n]{0,40})${END}`,
);

const SPANISH = new RegExp(
  "^(?:(?:probar|prueba|pruebe|intentar(?:lo)?|intenta(?:lo)?|intente(?:lo)?|usar|usa|use|utilizar|utiliza|utilice|" +
    "elegir|elige|elija|escoger|escoge|seleccionar|selecciona|seleccione|verificar|iniciar sesion|continuar|acceder) )?" +
    "(?:con |de |por |a )?" +
    "(?:otr[oa]s? (?:metodo|forma|manera|opcion|via)e?s?|un[oa]? (?:metodo|forma|manera|opcion) (?:diferente|distint[oa]|alternativ[oa]))" +
    `(?: (?:de|para) (?:verifica|autentica|inici|acce|continua|comproba)[^\\n]{0,40})?${END}`,
);

/** Whether a button or link that says this leads to the other methods. */
export function leadsToOtherMethods(text: string): boolean {
  const words = normaliseWords(text).replace(/\s+/g, " ");
  if (words.length > MAX_LENGTH) return false;
  return [ENGLISH, ENGLISH_OTHER, SPANISH].some((pattern) => pattern.test(words));
}
