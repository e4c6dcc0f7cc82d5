// The attacks of the threat model, as often as it says. In Firefox the refusals, a thousand prompts, are
// told to browsers of their own: it keeps what each popup window held (see ceremonies.soak.ts).

import { describe } from "vitest";
import { declareRefusalsInParts } from "../e2e/attacks/refusals.ts";
import { declareAttacks, useStage } from "../e2e/attacks/suite.ts";
import { KIND } from "../e2e/rig/kind.ts";

const REFUSALS = 200;
const REFUSAL_PARTS = 5;

describe(`under attack, Waykey in ${KIND}`, () => {
  declareAttacks(useStage(), {
    messages: 10_000,
    hellos: 100,
    eachBuiltIn: true,
    observedCeremonies: 50,
    parallelCalls: 200,
    frameKinds: 12,
    refusals: KIND === "firefox" ? 0 : REFUSALS,
    verifications: 6,
    assertions: 100,
  });
});

describe.runIf(KIND === "firefox")(`under attack in parts, Waykey in ${KIND}`, () => {
  declareRefusalsInParts(useStage, REFUSAL_PARTS, { refusals: REFUSALS });
});
