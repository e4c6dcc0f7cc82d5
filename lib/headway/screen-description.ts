// A screen of a web page as plain data: what a person sees of it, and what its fields say of
// themselves. Everything in it comes from the page and is untrusted; no value that was typed is in it.

export type FieldDescription = {
  /** The input's type attribute, lower-case; `textarea` for a textarea. */
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly autocomplete: string;
  readonly inputMode: string;
  readonly pattern: string;
  /** -1 where there is none. */
  readonly maxLength: number;
  readonly placeholder: string;
  /** Labels, aria-label and the legend of the group, as one text. */
  readonly label: string;
  /** 1 for a single field; of a row of one-character boxes, or of two halves, how many characters they hold. */
  readonly boxes: number;
};

export type ScreenDescription = {
  readonly title: string;
  readonly headings: readonly string[];
  /** All visible text, one line for each block, read-only fields included. */
  readonly text: string;
  readonly fields: readonly FieldDescription[];
  readonly buttons: readonly string[];
  readonly alerts: readonly string[];
  /** What the page announces, alerts included. */
  readonly statuses: readonly string[];
  /** Square pictures of a size that a barcode could have. */
  readonly squarePictures: number;
};

export const EMPTY_SCREEN: ScreenDescription = {
  title: "",
  headings: [],
  text: "",
  fields: [],
  buttons: [],
  alerts: [],
  statuses: [],
  squarePictures: 0,
};
