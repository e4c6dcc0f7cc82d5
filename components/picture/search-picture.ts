// Searches an unpacked picture piece by piece, as planned, for as long as the budget lasts. No piece is begun
// later than that, so the work is bounded by the budget and one piece.

import { planReading, type Piece } from "./reading-plan.ts";

/** White around each piece, in pixels: a code cut out of its page has no quiet zone of its own. */
const MARGIN = 24;

export type Searched = {
  /** Each text once, in the order found. */
  readonly texts: readonly string[];
  /** False if time ran out before all was looked at in its own size. */
  readonly isWhole: boolean;
  /** How many pieces have been searched, those of before with them. */
  readonly searched: number;
};

export type SearchTools = {
  readonly read: (pixels: ImageData) => Promise<readonly string[]>;
  /** Milliseconds of a clock that only goes on. */
  readonly now: () => number;
  readonly budgetMs: number;
  /** Whether to look at it larger than it is too, where nothing was found so far. */
  readonly mayEnlarge: boolean;
  /** How many pieces were searched in vain before: those are passed over. */
  readonly searched: number;
};

export async function searchPicture(picture: ImageBitmap, tools: SearchTools): Promise<Searched> {
  const texts = new Set<string>();
  const begun = tools.now();
  const pieces = planReading(picture.width, picture.height);
  let { searched } = tools;
  for (const piece of pieces.slice(searched)) {
    const isEnlarged = piece !== pieces[0] && piece.scale > 1;
    if (isEnlarged && (texts.size > 0 || !tools.mayEnlarge)) break;
    if (tools.now() - begun > tools.budgetMs) {
      return { texts: [...texts], isWhole: isEnlarged, searched };
    }
    for (const text of await tools.read(drawPiece(picture, piece))) texts.add(text);
    searched++;
  }
  return { texts: [...texts], isWhole: true, searched };
}

/** On white, since a picture may be transparent where the paper would be. */
function drawPiece(picture: ImageBitmap, piece: Piece): ImageData {
  const { x, y, width, height, scale } = piece;
  const [drawnWidth, drawnHeight] = [width, height].map((side) =>
    Math.max(1, Math.round(side * scale)),
  ) as [number, number];
  const canvas = new OffscreenCanvas(drawnWidth + 2 * MARGIN, drawnHeight + 2 * MARGIN);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) throw new TypeError("The browser gives no 2d canvas context");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingEnabled = scale < 1;
  context.drawImage(picture, x, y, width, height, MARGIN, MARGIN, drawnWidth, drawnHeight);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
