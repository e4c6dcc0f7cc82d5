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
    return [...new Set([grown, 1, 2 * grown])].map((scale) => wholeAt(width, height, scale));
  }
  const pieces: Piece[] = [];
  for (const scale of scalesFor(longer)) pieces.push(...piecesAt(width, height, scale));
  return pieces.slice(0, MAX_PIECES);
}

/**
 * The whole made to fit, then the picture as it is, in which the reader itself looks for coarser codes too:
 * together they find nearly all. What is in between is for codes that lie across two pieces.
 */
function scalesFor(longer: number): readonly number[] {
  const fitting = Math.min(1, PIECE_SIDE / longer);
  const between = [1 / 2, 1 / 4].filter((scale) => scale > 1.3 * fitting);
  return fitting < 1 ? [fitting, 1, ...between, 2] : [1, 2];
}

function piecesAt(width: number, height: number, scale: number): readonly Piece[] {
  const columns = spans(width, scale);
  return spans(height, scale).flatMap(([y, bottom]) =>
    columns.map(([x, right]) => ({ x, y, width: right - x, height: bottom - y, scale })),
  );
}

/** Even parts of a length, from and to, of at most PIECE_SIDE after scaling and with that overlap. */
function spans(length: number, scale: number): readonly (readonly [number, number])[] {
  const most = PIECE_SIDE / scale;
  if (length <= most) return [[0, length]];
  const step = most - OVERLAP / scale;
  const count = Math.ceil((length - OVERLAP / scale) / step);
  const even = (length - most) / (count - 1);
  return Array.from({ length: count }, (_, index) => {
    const from = Math.round(index * even);
    return [from, Math.min(length, Math.round(from + most))] as const;
  });
}

function wholeAt(width: number, height: number, scale: number): Piece {
  return { x: 0, y: 0, width, height, scale };
}
