// From nothing to "in good order", once as a client and once as a provider, each with a browser and a vault of their own.

import { describe, expect, it } from "vitest";
import { toGoodOrder } from "./flows/good-order.ts";
import { Person } from "./flows/person.ts";
import { KIND } from "./rig/kind.ts";
import { useRig } from "./rig/use-rig.ts";

describe.each(["client", "provider"] as const)(
  `a %s who begins with nothing in ${KIND}`,
  (role) => {
    const given = useRig();

    it("gets the account into good order by what the check-up asks for", async () => {
      const { rig, user, world } = given;
      const person = new Person(rig, await rig.browser.newPage(), role, `${role}@example.com`);
      const done: string[] = [];
      const step = async (name: string, work: () => Promise<string>) => {
        try {
          done.push(await work());
        } catch (cause) {
          throw new Error(`Step "${name}" failed`, { cause });
        }
      };
      await toGoodOrder({ person, user, step, folder: world.keep });
      expect(done).toHaveLength(9);
    }, 300_000);
  },
);
