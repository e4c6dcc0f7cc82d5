// Reads QR codes with the camera, from the press of a button to the first code, or until an export is
// complete.

import { useRef, useState } from "preact/hooks";
import { isWaykeyError } from "../../lib/errors.ts";
import { message } from "../../lib/i18n/messages.ts";
import { Button } from "../controls/button.tsx";
import { CameraIcon } from "../controls/icons.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { sortTexts } from "../qr-scan.ts";
import type { Adding } from "./use-adding.ts";
import { useCamera } from "./use-camera.ts";

export function CameraReader(props: { take: Adding["take"] }) {
  const { take } = props;
  const video = useRef<HTMLVideoElement>(null);
  /** What was wrong with the code in sight; the camera stays on for the right one. */
  const [trouble, setTrouble] = useState<unknown>(null);
  /** Texts seen since the start: the same code is in sight for many frames. */
  const seen = useRef(new Set<string>());
  const camera = useCamera(async (texts) => {
    const fresh = texts.filter((text) => !seen.current.has(text));
    if (fresh.length === 0) return true;
    for (const text of fresh) seen.current.add(text);
    try {
      const wantsMore = await take(sortTexts(fresh, "qr/none-in-picture"));
      setTrouble(null);
      return wantsMore;
    } catch (error) {
      const isOfCode = isWaykeyError(error, "qr/not-otp") || isWaykeyError(error, "otp/migration");
      if (!isOfCode) throw error;
      setTrouble(error);
      return true;
    }
  });
  const isOff = camera.state === "off";
  return (
    <div class="stack">
      {isOff ? (
        <Button
          onPress={() => {
            if (video.current === null) return;
            seen.current.clear();
            setTrouble(null);
            camera.start(video.current);
          }}
        >
          <CameraIcon />
          {message("add_camera_start")}
        </Button>
      ) : (
        <Button onPress={camera.stop}>
          <CameraIcon />
          {message("add_camera_stop")}
        </Button>
      )}
      {camera.state === "starting" ? <p role="status">{message("add_camera_asks")}</p> : null}
      {camera.state === "on" ? <p role="status">{message("add_camera_on")}</p> : null}
      <video
        ref={video}
        class="camera"
        hidden={isOff}
        muted
        playsInline
        aria-label={message("add_camera")}
      />
      <ErrorNotice error={camera.error ?? (isOff ? null : trouble)} />
    </div>
  );
}
