// In which pieces and at which scales a picture is searched for QR codes. A reader wants each module of a
// code to be some two to thirty pixels wide; so a large picture is looked at as a whole, made smaller, and
// then piece by piece as it is, and a small one is made larger.

export type Piece = {
  /** In pixels of the picture. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** How many pixels become of one. */
  readonly scale: number;
};

/** The longer side of what is searched at once, in pixels after scaling. */
export const PIECE_SIDE = 2048;
/** What neighbouring pieces have in common, after scaling: a code that small is whole in one of them. */
const OVERLAP = 320;
/** A picture smaller than this grows by a whole factor, up to about that. */
const SMALL_SIDE = 600;

/** A bound for the work, far beyond any picture that is let in. */
const MAX_PIECES = 64;

/**
 * The pieces in the order in which they are to be searched. The last ones are larger than the picture
 * itself: for blurred codes of one or two pixels a module.
 * @param width and `height` in pixels, at least 1
 */
export function planReading(width: number, height: number): readonly Piece[] {
  const longer = Math.max(width, height);
  if (longer <= SMALL_SIDE) {
    const grown = Math.max(1, Math.round(SMALL_SIDE / longer));
    return [...new Set([grown, 1, 2 * grown])].flatMap((scale) => piecesAt(width, height, scale));
  }
  const at = (scale: number) => piecesAt(width, height, scale);
  const fitting = PIECE_SIDE / longer;
  if (fitting >= 1) return [...at(1), ...at(2)].slice(0, MAX_PIECES);
  // In a piece the reader itself looks for coarser codes too. Those that lie across two pieces are found in
  // the whole, or at a scale between.
  const between = [1 / 2, 1 / 4].filter((scale) => scale > 1.3 * fitting);
  return [...at(fitting), ...at(1), ...between.flatMap((scale) => at(scale)), ...at(2)].slice(
    0,
    MAX_PIECES,
  );
}

function piecesAt(width: number, height: number, scale: number): readonly Piece[] {
  const columns = spans(width, scale);
  return spans(height, scale).flatMap(([y, bottom]) =>
    columns.map(([x, right]) => ({ x, y, width: right - x, height: bottom - y, scale })),
  );
}

/** Even parts of a length, from and to, of at most PIECE_SIDE after scaling and with that overlap. */
function spans(length: number, scale: number): readonly (readonly [number, number])[] {
  const [most, overlap] = [PIECE_SIDE / scale, OVERLAP / scale];
  if (length <= most) return [[0, length]];
  const count = Math.ceil((length - overlap) / (most - overlap));
  const part = (length + (count - 1) * overlap) / count;
  return Array.from({ length: count }, (_, index) => {
    const from = Math.floor(index * (part - overlap));
    return [from, Math.min(length, Math.ceil(from + part))] as const;
  });
}
