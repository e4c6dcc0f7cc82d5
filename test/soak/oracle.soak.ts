// The whole oracle suite.

import { describe } from "vitest";
import { ALL_SHAPES, declareOracleSuite } from "../e2e/oracle/suite.ts";
import { KIND } from "../e2e/rig/kind.ts";

describe.runIf(KIND === "chromium")("every call", () => {
  declareOracleSuite(ALL_SHAPES);
});
