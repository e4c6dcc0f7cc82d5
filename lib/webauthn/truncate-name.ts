// Names as an authenticator keeps them.

const MAX_NAME_LENGTH = 1024;

/** WebAuthn §6.4.1.2 lets an authenticator cut names longer than 64 bytes; a pair of surrogates stays whole. */
export function truncateName(name: string): string {
  if (name.length <= MAX_NAME_LENGTH) return name;
  return name.slice(0, MAX_NAME_LENGTH).replace(/[\ud800-\udbff]$/, "");
}
