// What a screen says of other ways than the one it asks for, or of another time. That speaks for none of them.

/** Sentences that tell what else there is for those who cannot do what the screen asks for. */
const OFFER =
  /\b(lost|lose|no longer have|can(no|')?t (use|access|get)|don'?t have|as a last resort|having (problems|trouble)|instead|alternatively|(can|could|may) also)\b|(perdiste|no tienes|no puedes|tambien (puedes?|podras?))\b|(verloren|kein zugriff|stattdessen)\b/;

const SECOND_STEP =
  "(two.?factor|two.?step|2fa|mfa|authenticat\\w+|autenticac|dos (pasos|factores)|\\bapp\\b|aplicacion)";

/** Sentences that praise a method that is not in use yet, or tell what comes later. */
const PROMISES: readonly RegExp[] = [
  new RegExp(`\\b(turn|switch)(ing)? (on|to)\\b.{0,160}${SECOND_STEP}`),
  new RegExp(`\\b(enabl(e|ing)|activat(e|ing)|upgrad\\w+ to|consider)\\b.{0,160}${SECOND_STEP}`),
  new RegExp(`\\b(prefer|tired of|try(?! again)|recommend\\w*|next time)\\b.{0,160}${SECOND_STEP}`),
  new RegExp(`\\b(safer|more secure|faster|easier)\\b.{0,160}${SECOND_STEP}`),
  new RegExp(`${SECOND_STEP}.{0,160}\\b(is|are) (safer|more secure|faster|easier)\\b`),
  /^(set ?up|install|download|connect|add) (an|your|the) authenticat\w+/,
  /\b(later|afterwards?|after (this|that)|next|soon)\b.{0,160}\b(we|you)('ll| will| can)\b/,
  /\b(we|you)('ll| will) (\w+ ){0,4}(set ?up|turn on|enable|install|configure)\b/,
  new RegExp(`\\b(activ(a|e|ando)|(?<!al )activar|habilit(a|e|ar))\\b.{0,160}${SECOND_STEP}`),
  new RegExp(`\\b(pas(a|ate|arte|ese)|cambi(a|e|ar|ate)) a\\b.{0,160}${SECOND_STEP}`),
  new RegExp(
    `\\b(prefier(es|e)|cansado de|prueb[ae]|recomend\\w+|proxima vez)\\b.{0,160}${SECOND_STEP}`,
  ),
  new RegExp(`\\bmas (segur|rapid|facil|comod)\\w*.{0,160}${SECOND_STEP}`),
  new RegExp(`${SECOND_STEP}.{0,160}\\b(es|son) mas (segur|rapid|facil|comod)`),
  /\b(despues|luego|mas (tarde|adelante)|pronto)\b.{0,160}(pedir|podras|podra|configur|tendras|deberas)/,
];

/** Warnings of what nobody should be told, and by which way. */
const WARNINGS: readonly RegExp[] = [
  /\b(will|would|do(es)?|did) never\b|\bnever (ask|share|give|tell|call|text|send|request)/,
  /\b(do not|don'?t) (share|give|tell)\b/,
  /\bnunca\b.{0,160}(ped|pid|solicit|compart|revel|llam|envi)|\bno (lo |la )?compart/,
];

/** What is asked for first, whatever is warned of at the end of the same sentence. */
const BEGINS = /^(please |por favor )?(enter|type|open|introdu[cz]|escrib|ingres|abr[ae])/;

/** What asks for a code here and now is no promise, whatever it leads to. */
const ASKS: readonly RegExp[] = [
  /\b(enter|type|key in|use|provide|submit)\b.{0,160}\b(code|digits|passcode|password|token)\b/,
  /\bcode (\w+ )?(from|in|shown|displayed|generated|on|by)\b/,
  /\b(us(a|e|ar)|escrib\w*|introdu[cz]\w*|ingres\w*|tecle\w*|copi\w*)\b.{0,160}\b(codigos?|clave|digitos|numeros)\b/,
];

/** @param text normalised; also a label's, which may be the whole paragraph before a field */
export function withoutOffers(text: string): string {
  const sentences = text.split(/(?<=[.!?])\s+|\n/);
  return sentences.filter((sentence) => !isAside(sentence)).join("\n");
}

function isAside(sentence: string): boolean {
  const says = (patterns: readonly RegExp[]) => patterns.some((each) => each.test(sentence));
  if (OFFER.test(sentence)) return true;
  return (says(WARNINGS) && !BEGINS.test(sentence)) || (says(PROMISES) && !says(ASKS));
}
