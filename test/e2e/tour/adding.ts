// Codes by the camera, on the full page: what it says while it looks, at a code of something else, and where there is none
// to look with.

import { refuseCamera, showToCamera, standInForCamera } from "../pictures/stand-in-camera.ts";
import type { Walk } from "./walk.ts";

export async function camera(walk: Walk): Promise<void> {
  await walk.inOptions(async (page) => {
    await standInForCamera(page);
    await page.bringToFront();
    await walk.press(page, "add_camera_start");
    await walk.sees(page, "add_camera_on");
    await walk.lookAtSection(page, "add", "camera");
    await showToCamera(page, "https://headway.co/");
    await walk.sees(page, "error_qr_not_otp_title");
    await walk.lookAtSection(page, "add", "camera-other-code");
    await walk.press(page, "add_camera_stop");
    for (const [name, error, screen] of [
      ["NotAllowedError", "error_camera_denied_title", "camera-refused"],
      ["NotFoundError", "error_camera_none_title", "camera-missing"],
    ] as const) {
      await refuseCamera(page, name);
      await walk.press(page, "add_camera_start");
      await walk.sees(page, error);
      await walk.lookAtSection(page, "add", screen);
    }
  });
}
