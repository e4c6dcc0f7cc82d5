// What the label of an entry says of its account.

/** The e-mail address that a label is; empty if it is something else. */
export function addressOf(label: string): string {
  return label.includes("@") ? label.trim() : "";
}
