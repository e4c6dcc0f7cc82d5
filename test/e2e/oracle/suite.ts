// The oracle suite: the same options to Waykey and to Chromium's own virtual authenticator, and every
// field that a site can see held against each other. What Waykey answers is verified by two relying
// party libraries.

import { writeFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { WaykeyUser } from "../flows/waykey-user.ts";
import { startRig } from "../rig/rig.ts";
import { startWorld } from "../rig/world.ts";
import { compare, covers, type Difference, isKnown } from "./compare.ts";
import { CREATE_SHAPES } from "./create-shapes.ts";
import { GET_SHAPES } from "./get-shapes.ts";
import { KNOWN_DIFFERENCES } from "./known-differences.ts";
import { type Runs, runShapes } from "./run-shapes.ts";
import type { Shape } from "./shape.ts";
import { type Given, refusedByPythonFido2, refusedBySimpleWebAuthn } from "./verdicts.ts";

export const ALL_SHAPES: readonly Shape[] = [...CREATE_SHAPES, ...GET_SHAPES];

/** Declares the tests over those shapes. WAYKEY_ORACLE_OUT: a file for all differences as JSON. */
export function declareOracleSuite(shapes: readonly Shape[]): void {
  describe("beside Chromium's own virtual authenticator", () => {
    let browser: Runs;
    let waykey: Runs;

    beforeAll(async () => {
      const world = await startWorld();
      const bare = await startRig("chromium", world, { withoutExtension: true });
      browser = await runShapes(bare, null, shapes);
      await bare.close();
      const rig = await startRig("chromium", world);
      const user = new WaykeyUser(rig);
      await user.createVault();
      waykey = await runShapes(rig, user, shapes);
      await rig.close();
      await world.close();
    }, 900_000);

    function differences(): readonly Difference[] {
      const all = shapes.flatMap(({ name }) => {
        const [left, right] = [browser.runs.get(name), waykey.runs.get(name)];
        if (left === undefined || right === undefined) throw new Error(`${name} was not run`);
        return compare(name, left.observation, right.observation);
      });
      const file = process.env["WAYKEY_ORACLE_OUT"];
      if (file !== undefined) writeFileSync(file, JSON.stringify(all, null, 1));
      return all;
    }

    function given(): readonly Given[] {
      const mine = { name: "create: mine", kind: "create" as const, observation: waykey.mine };
      const others = shapes.flatMap(({ name, kind }) => {
        const run = waykey.runs.get(name);
        return run === undefined ? [] : [{ name, kind, observation: run.observation }];
      });
      return [mine, ...others].flatMap(({ name, kind, observation: { credential } }) =>
        credential === null ? [] : [{ name, kind, credential }],
      );
    }

    it("asks the user for every sound call and for no unsound one", () => {
      const wrong = shapes.filter((shape) => {
        return waykey.runs.get(shape.name)?.prompted !== shape.prompts;
      });
      expect(wrong.map(({ name }) => name)).toEqual([]);
    });

    it("differs in nothing that is not listed with its reason", () => {
      const unlisted = differences().filter((each) => !isKnown(each, KNOWN_DIFFERENCES));
      expect(unlisted).toEqual([]);
    });

    it.runIf(shapes.length === ALL_SHAPES.length)("lists no difference that is not there", () => {
      const all = differences();
      const stale = KNOWN_DIFFERENCES.filter((entry) => !all.some((each) => covers(entry, each)));
      expect(stale).toEqual([]);
    });

    it("gives nothing that @simplewebauthn/server refuses", async () => {
      expect(given().length).toBeGreaterThan(shapes.filter(({ prompts }) => prompts).length / 2);
      expect(await refusedBySimpleWebAuthn(given())).toEqual([]);
    });

    it("gives nothing that python-fido2 refuses", () => {
      expect(refusedByPythonFido2(given())).toEqual([]);
    });
  });
}
