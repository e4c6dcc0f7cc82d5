import { describe, expect, it } from "vitest";
import { createWishTeller } from "../../../lib/page/wish-teller.ts";
import type { Wish } from "../../../lib/rpc/page-messages.ts";

const settle = async () => {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
};

/** A teller whose messages are answered by hand. */
function start() {
  const sent: (Wish | null)[] = [];
  const ends: ((isLost: boolean) => void)[] = [];
  const teller = createWishTeller((wish) => {
    sent.push(wish);
    return new Promise((resolve, reject) => {
      ends.push((isLost) => (isLost ? reject(new Error("no worker")) : resolve(null)));
    });
  });
  const end = async (isLost = false) => {
    ends.shift()?.(isLost);
    await settle();
  };
  return { teller, sent, end };
}

describe("what the worker is told of a document's wish", () => {
  it("is each change once, also after a message that was lost", async () => {
    const { teller, sent, end } = start();
    teller.tell("passkey", true);
    await end(true);
    teller.tell("passkey", true);
    teller.tell("passkey", false);
    await end();
    expect(sent).toEqual(["passkey", null]);
  });

  it("is the last state of many, one message at a time", async () => {
    const { teller, sent, end } = start();
    for (let turn = 0; turn < 1000; turn++) teller.tell("passkey", turn % 2 === 0);
    expect(sent).toEqual(["passkey"]);
    await end();
    expect(sent).toEqual(["passkey", null]);
    teller.tell("passkey", true);
    teller.tell("passkey", false);
    await end();
    expect(sent).toEqual(["passkey", null]);
  });

  it("is said again on request, if something waits", async () => {
    const { teller, sent, end } = start();
    teller.repeat();
    expect(sent).toEqual([]);
    teller.tell("passkey", true);
    await end();
    teller.repeat();
    expect(sent).toEqual(["passkey", "passkey"]);
  });

  it("is the passkey where both are asked for, and the code once that is over", async () => {
    const { teller, sent, end } = start();
    teller.tell("code", true);
    await end();
    teller.tell("passkey", true);
    await end();
    teller.tell("passkey", false);
    await end();
    teller.tell("code", false);
    await end();
    expect(sent).toEqual(["code", "passkey", "code", null]);
  });
});
