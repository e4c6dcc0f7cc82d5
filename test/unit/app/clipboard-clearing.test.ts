import { beforeEach, describe, expect, it } from "vitest";
import { CLIPBOARD_ALARM } from "../../../lib/app/clipboard-clearing.ts";
import { START, type Worker, World } from "./kit.ts";

const CODE = "123456";

let world: World;
let worker: Worker;

beforeEach(() => {
  world = new World();
  worker = world.bear();
});

async function copy(text: string): Promise<void> {
  await worker.handlers["clipboard.note"]({ text });
  world.clipboard.text = text;
}

/** Time passes, and whatever waits for it is called. */
async function pass(seconds: number): Promise<void> {
  world.now += seconds * 1000;
  await worker.app.clipboard.onDue();
}

const isForgotten = () =>
  !world.sessionStore.values.has("copied") &&
  !world.alarms.at.has(CLIPBOARD_ALARM) &&
  world.clipboard.watched === null;

describe("what was copied", () => {
  it("is cleared when its time has come, and not before", async () => {
    await copy(CODE);
    expect(world.alarms.at.get(CLIPBOARD_ALARM)).toBe(START + 30_000);
    expect(world.clipboard.watched).toBe(START + 30_000);
    await pass(29);
    expect(world.clipboard.text).toBe(CODE);
    await pass(1);
    expect(world.clipboard.text).toBe("");
    expect(isForgotten()).toBe(true);
  });

  it("is cleared when its timer ends although the clock was set back since", async () => {
    await copy(CODE);
    await pass(-3600);
    expect(world.clipboard.text).toBe("");
    expect(isForgotten()).toBe(true);
  });

  it("is cleared by the next worker", async () => {
    await copy(CODE);
    worker.kill();
    worker = world.bear();
    await pass(30);
    expect(world.clipboard.text).toBe("");
  });

  it("is cleared at a lock, at once", async () => {
    await copy(CODE);
    await worker.app.session.lock();
    expect(world.clipboard.text).toBe("");
    expect(isForgotten()).toBe(true);
  });

  it("has its whole time again when it is copied again", async () => {
    await copy(CODE);
    world.now += 20_000;
    await copy("654321");
    await pass(10);
    expect(world.clipboard.text).toBe("654321");
    await pass(20);
    expect(world.clipboard.text).toBe("");
  });

  it("is cleared all the same where the next copy failed, in its own time", async () => {
    await copy(CODE);
    world.now += 20_000;
    await worker.handlers["clipboard.note"]({ text: "654321" });
    await worker.handlers["clipboard.not-copied"]({ text: "another text" });
    await worker.handlers["clipboard.not-copied"]({ text: "654321" });
    expect(world.alarms.at.get(CLIPBOARD_ALARM)).toBe(START + 30_000);
    await pass(10);
    expect(world.clipboard.text).toBe("");
    expect(isForgotten()).toBe(true);
  });

  it("is cleared at once where the next copy failed when its time was over", async () => {
    await copy(CODE);
    await worker.handlers["clipboard.note"]({ text: "654321" });
    world.now += 31_000;
    await worker.handlers["clipboard.not-copied"]({ text: "654321" });
    expect(world.clipboard.text).toBe("");
  });

  it("is nothing where the only copy failed", async () => {
    await worker.handlers["clipboard.note"]({ text: CODE });
    await worker.handlers["clipboard.not-copied"]({ text: CODE });
    expect(isForgotten()).toBe(true);
  });

  it.each(["the time", "a lock"])(
    "is left alone by %s once there is something else",
    async (end) => {
      await copy(CODE);
      world.clipboard.text = "a note of my own";
      if (end === "the time") await pass(30);
      else await worker.app.session.lock();
      expect(world.clipboard.text).toBe("a note of my own");
      expect(isForgotten()).toBe(true);
    },
  );

  it("stays where the user wants that, at a lock too, and ends what was under way", async () => {
    await copy(CODE);
    await worker.handlers["preferences.set"]({ clearClipboardSeconds: null });
    await copy("654321");
    expect(isForgotten()).toBe(true);
    await pass(1000);
    await worker.app.session.lock();
    expect(world.clipboard.text).toBe("654321");
  });

  it("goes by the time that the user prefers", async () => {
    await worker.handlers["preferences.set"]({ clearClipboardSeconds: 10 });
    await copy(CODE);
    await pass(10);
    expect(world.clipboard.text).toBe("");
  });

  it("is kept nowhere as a text", async () => {
    await copy(CODE);
    expect(JSON.stringify([...world.sessionStore.values, ...world.kept.values])).not.toContain(
      CODE,
    );
    expect(world.kept.values.size).toBe(0);
  });

  it("is tried again where the clipboard cannot be reached, a few times", async () => {
    await copy(CODE);
    world.clipboard.refusals = 2;
    await pass(30);
    await pass(30);
    expect(world.clipboard.text).toBe(CODE);
    await pass(30);
    expect(world.clipboard.text).toBe("");
    await copy(CODE);
    world.clipboard.refusals = 100;
    for (let round = 0; round < 5; round++) await pass(30);
    expect(world.clipboard.refusals).toBe(95);
    expect(isForgotten()).toBe(true);
  });

  it("is no matter of a lock that fails otherwise", async () => {
    await copy(CODE);
    world.sessionStore.remove = async (key) => {
      if (key === "session") throw new Error("It does not answer");
      world.sessionStore.values.delete(key);
    };
    await expect(worker.app.session.lock()).rejects.toThrow("does not answer");
    expect(world.clipboard.text).toBe("");
  });
});
