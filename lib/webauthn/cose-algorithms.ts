// COSE algorithm identifiers (IANA COSE registry) that the ceremonies have to know by name.

/** ECDSA on P-256 with SHA-256. */
export const ES256 = -7;

/** EdDSA; in WebAuthn (§5.8.5) always on Ed25519. */
export const EDDSA = -8;

/** RSASSA-PKCS1-v1_5 with SHA-256: never signed with, but part of the default list. */
export const RS256 = -257;

/** What Waykey makes keys for. */
export type PasskeyAlgorithm = typeof ES256 | typeof EDDSA;

/** The first of the site's algorithms, in its order of preference, that Waykey has; null: none. */
export function findPasskeyAlgorithm(algorithms: readonly number[]): PasskeyAlgorithm | null {
  return algorithms.find((algorithm) => algorithm === ES256 || algorithm === EDDSA) ?? null;
}
