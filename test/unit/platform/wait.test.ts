import { afterEach, expect, it, vi } from "vitest";
import { wait } from "../../../lib/platform/wait.ts";

afterEach(() => vi.useRealTimers());

it("waits as long as it is told", async () => {
  vi.useFakeTimers();
  const ended = vi.fn<() => void>();
  void wait(50).then(ended);
  await vi.advanceTimersByTimeAsync(49);
  expect(ended).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(ended).toHaveBeenCalledOnce();
});

it("gives what came before its turn, and needs no timer for that", async () => {
  vi.useFakeTimers();
  const order: string[] = [];
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener("message", () => order.push("asked before"));
  port1.start();
  port2.postMessage(null);
  await Promise.all([
    wait(0).then(() => order.push("first")),
    wait(0).then(() => order.push("second")),
    Promise.resolve().then(() => order.push("at once")),
  ]);
  port1.close();
  expect(order).toEqual(["at once", "asked before", "first", "second"]);
});
