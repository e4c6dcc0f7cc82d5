import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { planReading } from "../../../../components/picture/reading-plan.ts";
import { type SearchTools, searchPicture } from "../../../../components/picture/search-picture.ts";

/** A canvas that keeps what was drawn into it: from where in the picture. */
class FakeCanvas {
  #drawn: readonly number[] = [];

  getContext(): object {
    return {
      fillRect: () => undefined,
      drawImage: (_picture: unknown, ...place: number[]) => {
        this.#drawn = place.slice(0, 4);
      },
      getImageData: () => this.#drawn,
    };
  }
}

const PICTURE = { width: 3840, height: 2160 } as ImageBitmap;
const PIECES = planReading(PICTURE.width, PICTURE.height);
const OWN_SIZE = PIECES.filter(({ scale }) => scale <= 1).length;

/** Looks at pieces, each of which takes 100 ms; the text is found in the one of that number. */
async function search(given: Partial<SearchTools> & { readonly found?: number }) {
  const seen: unknown[] = [];
  let now = 0;
  const code = PIECES[given.found ?? -1];
  const result = await searchPicture(PICTURE, {
    read: async (pixels) => {
      now += 100;
      seen.push(pixels);
      const [x, y, width] = pixels as unknown as number[];
      const isThere = code !== undefined && x === code.x && y === code.y && width === code.width;
      return isThere ? ["the code"] : [];
    },
    now: () => now,
    budgetMs: 250,
    mayEnlarge: false,
    searched: 0,
    ...given,
  });
  const numbers = seen.map((place) =>
    PIECES.findIndex(({ x, y, width, height }) => String(place) === String([x, y, width, height])),
  );
  return { ...result, numbers };
}

beforeEach(() => vi.stubGlobal("OffscreenCanvas", FakeCanvas));
afterEach(() => vi.unstubAllGlobals());

describe("a search that time ran out for", () => {
  it("begins no piece after its time, and says how far it came", async () => {
    const { texts, isWhole, searched, numbers } = await search({ found: 5 });
    expect({ texts, isWhole, searched, numbers }).toEqual({
      texts: [],
      isWhole: false,
      searched: 3,
      numbers: [0, 1, 2],
    });
  });

  it("goes on where it was left", async () => {
    const { texts, searched, numbers } = await search({ found: 5, searched: 3 });
    expect({ texts, searched, numbers }).toEqual({
      texts: ["the code"],
      searched: 6,
      numbers: [3, 4, 5],
    });
  });

  it("comes to an end however little time there is", async () => {
    let searched = 0;
    for (let tries = 0; tries < OWN_SIZE; tries++) {
      const result = await search({ budgetMs: 0, searched });
      if (result.isWhole) break;
      expect(result.searched).toBe(searched + 1);
      ({ searched } = result);
    }
    expect(searched).toBe(OWN_SIZE - 1);
  });
});
