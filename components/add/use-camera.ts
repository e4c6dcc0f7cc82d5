// Watches the camera until a QR code says enough. The camera is switched off whatever ends the watch: a code,
// the stop button, the page hidden or left, a lock, an error, and also where the permission comes too late.

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { isWaykeyError } from "../../lib/errors.ts";
import type { CameraPort, QrPort } from "../ports.ts";
import { usePorts } from "../ports-context.tsx";

export type Watch = {
  readonly camera: CameraPort;
  readonly qr: QrPort;
  readonly video: HTMLVideoElement;
  /** Says to stop. */
  readonly signal: AbortSignal;
  readonly onShown: () => void;
  /** Gets the texts of each frame that has any; resolves with whether more are wanted. */
  readonly onTexts: (texts: readonly string[]) => Promise<boolean>;
};

/** Ends when no more texts are wanted, or with the signal. @throws WaykeyError of the area `camera` */
export async function watchCamera(watch: Watch): Promise<void> {
  const { signal, qr } = watch;
  const view = await watch.camera.open();
  const stop = () => view.stop();
  signal.addEventListener("abort", stop, { once: true });
  try {
    if (signal.aborted) return;
    await view.show(watch.video);
    watch.onShown();
    while (!signal.aborted) {
      const texts = await readFrame(qr, await view.frame());
      if (texts.length > 0 && !signal.aborted && !(await watch.onTexts(texts))) return;
      await view.next();
    }
  } catch (error) {
    // Whatever fails once the camera is off fails for that.
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener("abort", stop);
    stop();
  }
}

/** A frame that can't be searched in time is one of many. */
async function readFrame(qr: QrPort, frame: ImageBitmap): Promise<readonly string[]> {
  try {
    return await qr.decodeFrame(frame);
  } catch (error) {
    if (isWaykeyError(error, "picture/too-slow")) return [];
    throw error;
  }
}

export type Camera = {
  readonly state: "off" | "starting" | "on";
  readonly error: unknown;
  readonly start: (video: HTMLVideoElement) => void;
  readonly stop: () => void;
};

export function useCamera(onTexts: Watch["onTexts"]): Camera {
  const { camera, qr } = usePorts();
  const [state, setState] = useState<Camera["state"]>("off");
  const [error, setError] = useState<unknown>(null);
  const running = useRef<AbortController | null>(null);
  const latest = useRef(onTexts);
  latest.current = onTexts;

  const stop = useCallback(() => {
    running.current?.abort();
    running.current = null;
    setState("off");
  }, []);
  const start = useCallback(
    (video: HTMLVideoElement) => {
      running.current?.abort();
      const mine = new AbortController();
      running.current = mine;
      setState("starting");
      setError(null);
      const end = (failure: unknown) => {
        if (running.current !== mine) return;
        running.current = null;
        setError(failure);
        setState("off");
      };
      watchCamera({
        camera,
        qr,
        video,
        signal: mine.signal,
        onShown: () => setState("on"),
        onTexts: (texts) => latest.current(texts),
      }).then(() => end(null), end);
    },
    [camera, qr],
  );

  useEffect(() => {
    const onHidden = () => {
      if (document.visibilityState === "hidden") stop();
    };
    document.addEventListener("visibilitychange", onHidden);
    window.addEventListener("pagehide", stop);
    return () => {
      document.removeEventListener("visibilitychange", onHidden);
      window.removeEventListener("pagehide", stop);
      // The screen is gone, as after a lock: nobody is left to be told.
      running.current?.abort();
      running.current = null;
    };
  }, [stop]);

  return { state, error, start, stop };
}
