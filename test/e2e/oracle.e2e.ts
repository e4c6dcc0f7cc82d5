// A seeded sample of the oracle suite: all unsound options, and some of the sound ones, each of which
// takes a prompt. The whole of it is in test/soak.

import { ALL_SHAPES, declareOracleSuite } from "./oracle/suite.ts";
import { KIND } from "./rig/kind.ts";
import { sampleOf } from "./rig/sample.ts";
import { describe } from "vitest";

const SOUND_SHAPES = 16;

const sound = new Set(
  sampleOf(
    ALL_SHAPES.filter(({ prompts }) => prompts),
    SOUND_SHAPES,
  ),
);

describe.runIf(KIND === "chromium")("a sample of calls", () => {
  declareOracleSuite(ALL_SHAPES.filter((shape) => !shape.prompts || sound.has(shape)));
});
