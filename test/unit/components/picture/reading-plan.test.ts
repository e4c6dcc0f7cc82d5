import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PIECE_SIDE, planReading } from "../../../../components/picture/reading-plan.ts";

describe("the plan of a reading", () => {
  it("looks at a small picture enlarged by a whole factor, as it is, and larger still", () => {
    expect(planReading(29, 29).map(({ scale }) => scale)).toEqual([21, 1, 42]);
    expect(planReading(500, 300).map(({ scale }) => scale)).toEqual([1, 2]);
  });

  it("looks at a screen as a whole, and at a large one made to fit, then piece by piece", () => {
    expect(planReading(1920, 1080)[0]).toEqual({
      x: 0,
      y: 0,
      width: 1920,
      height: 1080,
      scale: 1,
    });
    const [whole, ...pieces] = planReading(5120, 2880);
    expect(whole).toEqual({ x: 0, y: 0, width: 5120, height: 2880, scale: 0.4 });
    expect(pieces.filter(({ scale }) => scale === 1)).toHaveLength(6);
  });

  const side = fc.integer({ min: 1, max: 16_384 });

  it("never makes a piece larger than agreed, nor more than 64 of them", () => {
    fc.assert(
      fc.property(side, side, (width, height) => {
        const pieces = planReading(width, height);
        expect(pieces.length).toBeLessThanOrEqual(64);
        for (const piece of pieces) {
          expect(Math.max(piece.width, piece.height) * piece.scale).toBeLessThanOrEqual(
            PIECE_SIDE + 1,
          );
          expect(piece.x + piece.width).toBeLessThanOrEqual(width);
          expect(piece.y + piece.height).toBeLessThanOrEqual(height);
        }
      }),
    );
  });

  it("has every code of up to 300 pixels whole in one piece of the picture as it is", () => {
    const spot = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 601, max: 7680 }),
        fc.integer({ min: 601, max: 4320 }),
        spot,
        spot,
        (width, height, right, down) => {
          const [x, y] = [Math.floor(right * (width - 300)), Math.floor(down * (height - 300))];
          const isWhole = planReading(width, height).some(
            (piece) =>
              piece.scale === 1 &&
              piece.x <= x &&
              piece.y <= y &&
              piece.x + piece.width >= x + 300 &&
              piece.y + piece.height >= y + 300,
          );
          expect(isWhole).toBe(true);
        },
      ),
    );
  });
});
