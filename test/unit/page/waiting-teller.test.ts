import { describe, expect, it } from "vitest";
import { createWaitingTeller } from "../../../lib/page/waiting-teller.ts";

const settle = async () => {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
};

/** A teller whose messages are answered by hand. */
function start() {
  const sent: boolean[] = [];
  const ends: ((isLost: boolean) => void)[] = [];
  const teller = createWaitingTeller((isWaiting) => {
    sent.push(isWaiting);
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

describe("what the worker is told of a get() that waits", () => {
  it("is each change once, also after a message that was lost", async () => {
    const { teller, sent, end } = start();
    teller.tell(true);
    await end(true);
    teller.tell(true);
    teller.tell(false);
    await end();
    expect(sent).toEqual([true, false]);
  });

  it("is the last state of many, one message at a time", async () => {
    const { teller, sent, end } = start();
    for (let turn = 0; turn < 1000; turn++) teller.tell(turn % 2 === 0);
    expect(sent).toEqual([true]);
    await end();
    expect(sent).toEqual([true, false]);
    teller.tell(true);
    teller.tell(false);
    await end();
    expect(sent).toEqual([true, false]);
  });

  it("is said again on request, if something waits", async () => {
    const { teller, sent, end } = start();
    teller.repeat();
    expect(sent).toEqual([]);
    teller.tell(true);
    await end();
    teller.repeat();
    expect(sent).toEqual([true, true]);
  });
});
