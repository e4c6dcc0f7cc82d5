import { describe, expect, it } from "vitest";
import { watchCamera, type Watch } from "../../../components/add/use-camera.ts";
import type { CameraView } from "../../../components/ports.ts";
import { WaykeyError } from "../../../lib/errors.ts";

const FRAME = {} as ImageBitmap;
const VIDEO = {} as HTMLVideoElement;

/** A camera that sees the given texts, frame by frame, and then nothing for ever. */
function watching(frames: readonly (readonly string[] | Error)[], changes: Partial<Watch> = {}) {
  const seen: string[] = [];
  const control = new AbortController();
  let stops = 0;
  let at = 0;
  const view: CameraView = {
    show: () => Promise.resolve(),
    frame: () => Promise.resolve(FRAME),
    next: () => Promise.resolve(),
    stop: () => void (stops += 1),
  };
  const read = async () => {
    const texts = frames[at++] ?? [];
    if (texts instanceof Error) throw texts;
    if (at > frames.length + 3) control.abort();
    return texts;
  };
  const done = watchCamera({
    camera: { open: () => Promise.resolve(view) },
    qr: { decode: read, decodeFrame: read },
    video: VIDEO,
    signal: control.signal,
    onShown: () => void seen.push("shown"),
    onTexts: (texts) => {
      seen.push(...texts);
      return Promise.resolve(!texts.includes("last"));
    },
    ...changes,
  });
  return { done, seen, control, view, stops: () => stops };
}

describe("the watch over the camera", () => {
  it("goes on until a text is the last one wanted, and switches the camera off", async () => {
    const { done, seen, stops } = watching([[], ["first"], [], ["last"], ["never"]]);
    await done;
    expect(seen).toEqual(["shown", "first", "last"]);
    expect(stops()).toBeGreaterThan(0);
  });

  it("is off at once with its signal, whatever it waits for", async () => {
    const forever = new Promise<void>(() => undefined);
    const { control, view, stops } = watching([]);
    view.show = () => forever;
    control.abort();
    await Promise.resolve();
    const other = watching([], {
      qr: { decode: () => forever as never, decodeFrame: () => forever as never },
    });
    await new Promise((resolve) => setImmediate(resolve));
    other.control.abort();
    expect(other.stops()).toBe(1);
    await new Promise((resolve) => setImmediate(resolve));
    expect(stops()).toBeGreaterThan(0);
  });

  it("switches a camera off that was allowed too late", async () => {
    const { promise, resolve } = Promise.withResolvers<CameraView>();
    const { done, view, control, seen, stops } = watching([], { camera: { open: () => promise } });
    control.abort();
    resolve(view);
    await done;
    expect(seen).toEqual([]);
    expect(stops()).toBe(1);
  });

  it("passes over a frame that can't be searched in time", async () => {
    const { done, seen } = watching([new WaykeyError("picture/too-slow", "slow"), ["last"]]);
    await done;
    expect(seen).toEqual(["shown", "last"]);
  });

  it.each<[string, Partial<CameraView>]>([
    ["can't be shown", { show: () => Promise.reject(new TypeError("no")) }],
    ["ends by itself", { frame: () => Promise.reject(new TypeError("no")) }],
  ])("tells of a camera that %s, and switches it off", async (_what, changes) => {
    let stops = 0;
    const view = { ...watching([]).view, ...changes, stop: () => void (stops += 1) };
    const { done } = watching([["last"]], { camera: { open: () => Promise.resolve(view) } });
    await expect(done).rejects.toThrow("no");
    expect(stops).toBeGreaterThan(0);
  });

  it("tells of no failure that comes of the switching off", async () => {
    const { promise, reject } = Promise.withResolvers<ImageBitmap>();
    const { view: plain } = watching([]);
    const view = { ...plain, frame: () => promise };
    const { done, control } = watching([], { camera: { open: () => Promise.resolve(view) } });
    await new Promise((resolve) => setImmediate(resolve));
    control.abort();
    reject(new TypeError("the camera is off"));
    await expect(done).resolves.toBeUndefined();
  });
});
