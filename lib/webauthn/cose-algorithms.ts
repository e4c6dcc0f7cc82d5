// COSE algorithm identifiers (IANA COSE registry) that the ceremonies have to know by name.

/** ECDSA on P-256 with SHA-256: the one algorithm Waykey signs with. */
export const ES256 = -7;

/** RSASSA-PKCS1-v1_5 with SHA-256: never signed with, but part of the default list. */
export const RS256 = -257;
