// Text as the classifiers compare it: lower case, without accents, quotes straightened, white space
// collapsed, so that one pattern serves "Código", "codigo" and "CODIGO".

/** Lines are kept apart by a line feed. */
export function normaliseWords(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[\u2018\u2019]/g, "'")
    .toLowerCase()
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n\s*/g, "\n")
    .trim();
}
