// The camera, by the browser's own permission prompt. Nothing of it is kept; a stream that is stopped lets
// go of the device, whose light goes out.

import type { CameraPort, CameraView } from "../../components/ports.ts";
import { type ErrorCode, WaykeyError } from "../errors.ts";

const WANTED: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } },
};

/** The names of the exceptions of Media Capture and Streams, section 10.2. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  NotFoundError: "camera/none",
  OverconstrainedError: "camera/none",
  NotAllowedError: "camera/denied",
  SecurityError: "camera/denied",
  NotReadableError: "camera/busy",
  AbortError: "camera/busy",
};

export const camera: CameraPort = {
  async open() {
    // Absent where a policy forbids it.
    if (!("mediaDevices" in navigator)) throw new WaykeyError("camera/none", "There is no camera");
    try {
      return viewOf(await navigator.mediaDevices.getUserMedia(WANTED));
    } catch (cause) {
      const name = cause instanceof Error ? cause.name : "";
      throw new WaykeyError(CODES[name] ?? "camera/failed", `No camera: ${name}`, { cause });
    }
  },
};

function viewOf(stream: MediaStream): CameraView {
  let shown: HTMLVideoElement | null = null;
  return {
    async show(video) {
      shown = video;
      video.srcObject = stream;
      await video.play();
    },
    async frame() {
      const isOn = stream.getVideoTracks().some(({ readyState }) => readyState === "live");
      if (shown === null || !isOn) throw new WaykeyError("camera/failed", "The camera has ended");
      return createImageBitmap(shown);
    },
    next: () => new Promise((resolve) => requestAnimationFrame(() => resolve())),
    stop() {
      for (const track of stream.getTracks()) track.stop();
      if (shown !== null) shown.srcObject = null;
    },
  };
}
