// What stands in a field for a code, without what a mask draws between and after the characters.

/** The text of all of a field's elements together: of one input, or of its boxes in their order. */
export function heldCode(elements: readonly HTMLInputElement[]): string {
  return plainCode(elements.map(({ value }) => value).join(""));
}

export function plainCode(text: string): string {
  return text.replace(/[\s_–-]/g, "").toUpperCase();
}
