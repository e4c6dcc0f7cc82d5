// Where things lie together that are found by a keyed hash: a store's request costs more than the little that
// one record is, so that names are dealt to a fixed number of buckets by themselves alone.

/** How many buckets there are: with ten thousand records ten of them in each. */
export const BUCKETS = 1024;

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/**
 * The bucket of a name, from 0 to BUCKETS - 1: the first 10 bits of its base64url. Outer ids and tags are keyed hashes,
 * which fill buckets evenly. In names that are none, what is no letter of base64url counts as its last.
 */
export function bucketOf(name: string): number {
  return ((sextet(name, 0) * 64 + sextet(name, 1)) * BUCKETS) >> 12;
}

function sextet(name: string, at: number): number {
  return at < name.length ? ALPHABET.indexOf(name.charAt(at)) & 63 : 63;
}
