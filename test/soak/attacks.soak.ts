// The attacks of the threat model, as often as it says.

import { describe } from "vitest";
import { declareAttacks } from "../e2e/attacks/suite.ts";
import { KIND } from "../e2e/rig/kind.ts";

describe(`under attack, Waykey in ${KIND}`, () => {
  declareAttacks({
    messages: 10_000,
    hellos: 100,
    eachBuiltIn: true,
    observedCeremonies: 50,
    parallelCalls: 200,
    frameKinds: 12,
    refusals: 200,
    verifications: 6,
    assertions: 100,
  });
});
