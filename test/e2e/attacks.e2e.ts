// The attacks of the threat model in a real browser, a few of each kind. The numbers of the threat
// model are in test/soak.

import { describe } from "vitest";
import { declareAttacks, useStage } from "./attacks/suite.ts";
import { KIND } from "./rig/kind.ts";

describe(`under attack, Waykey in ${KIND}`, () => {
  declareAttacks(useStage(), {
    messages: 500,
    hellos: 20,
    eachBuiltIn: false,
    observedCeremonies: 3,
    parallelCalls: 25,
    frameKinds: 6,
    refusals: 1,
    verifications: 3,
    assertions: 5,
  });
});
