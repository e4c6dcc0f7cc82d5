// What a screen says of other ways than the one it asks for. That speaks for none of them.

/** Sentences that tell what else there is for those who cannot do what the screen asks for. */
const OFFER =
  /\b(lost|lose|no longer have|can(no|')?t (use|access|get)|don'?t have|as a last resort|having (problems|trouble)|instead|alternatively)\b|(perdiste|no tienes|no puedes)\b|(verloren|kein zugriff|stattdessen)\b/;

/** @param text normalised; also a label's, which may be the whole paragraph before a field */
export function withoutOffers(text: string): string {
  const sentences = text.split(/(?<=[.!?])\s+|\n/);
  return sentences.filter((sentence) => !OFFER.test(sentence)).join("\n");
}
