import { afterEach, describe, expect, it, vi } from "vitest";
import { camera } from "../../../lib/platform/camera.ts";

type Track = { readyState: "live" | "ended"; stop(): void };

function fakeStream() {
  const track: Track = {
    readyState: "live",
    stop() {
      this.readyState = "ended";
    },
  };
  return { track, stream: { getTracks: () => [track], getVideoTracks: () => [track] } };
}

function withDevice(getUserMedia: () => Promise<unknown>): void {
  vi.stubGlobal("navigator", { mediaDevices: { getUserMedia } });
}

const video = () => ({ srcObject: null as unknown, play: () => Promise.resolve() });

afterEach(() => vi.unstubAllGlobals());

describe("the camera", () => {
  it.each([
    ["NotFoundError", "camera/none"],
    ["OverconstrainedError", "camera/none"],
    ["NotAllowedError", "camera/denied"],
    ["SecurityError", "camera/denied"],
    ["NotReadableError", "camera/busy"],
    ["AbortError", "camera/busy"],
    ["InvalidStateError", "camera/failed"],
  ])("says of a %s that it is %s", async (name, code) => {
    withDevice(() => Promise.reject(new DOMException("", name)));
    await expect(camera.open()).rejects.toMatchObject({ code });
  });

  it("is none where the page may have no devices", async () => {
    vi.stubGlobal("navigator", {});
    await expect(camera.open()).rejects.toMatchObject({ code: "camera/none" });
  });

  it("shows itself in an element, gives its frames, and lets go of both when it stops", async () => {
    const { track, stream } = fakeStream();
    withDevice(() => Promise.resolve(stream));
    vi.stubGlobal("createImageBitmap", (source: unknown) => Promise.resolve({ source }));
    const element = video();
    const view = await camera.open();
    await view.show(element as unknown as HTMLVideoElement);
    expect(element.srcObject).toBe(stream);
    expect(await view.frame()).toEqual({ source: element });
    view.stop();
    expect(track.readyState).toBe("ended");
    expect(element.srcObject).toBeNull();
  });

  it("has failed once it has ended by itself", async () => {
    const { track, stream } = fakeStream();
    withDevice(() => Promise.resolve(stream));
    const view = await camera.open();
    await view.show(video() as unknown as HTMLVideoElement);
    track.stop();
    await expect(view.frame()).rejects.toMatchObject({ code: "camera/failed" });
  });
});
