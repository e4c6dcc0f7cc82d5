// Reads pictures that the user has pasted, dropped or chosen, and hands on what their QR codes say.

import { useCallback, useState } from "preact/hooks";
import { WaykeyError } from "../../lib/errors.ts";
import { usePorts } from "../ports-context.tsx";
import { readPictures, sortTexts, type UnreadPicture } from "../qr-scan.ts";
import { useAction } from "../use-action.ts";
import type { Adding } from "./use-adding.ts";

export type Pictures = {
  /** An empty list says that there was no picture in what came. */
  readonly read: (pictures: readonly Blob[]) => void;
  readonly busy: boolean;
  readonly error: unknown;
  /** Those that could not be read, where others could. */
  readonly unread: readonly UnreadPicture[];
  readonly clear: () => void;
};

export function usePictures(take: Adding["take"]): Pictures {
  const { qr } = usePorts();
  const [unread, setUnread] = useState<readonly UnreadPicture[]>([]);
  const action = useAction(async (pictures: readonly Blob[]) => {
    setUnread([]);
    if (pictures.length === 0) throw new WaykeyError("picture/none", "There is no picture");
    const read = await readPictures(pictures, qr);
    const [failure] = read.unread;
    if (read.texts.length === 0 && failure !== undefined) throw failure.error;
    setUnread(read.unread);
    await take(sortTexts(read.texts, "qr/none-in-picture"));
  });
  const { run, clear } = action;
  return {
    read: run,
    busy: action.busy,
    error: action.error,
    unread,
    clear: useCallback(() => {
      clear();
      setUnread([]);
    }, [clear]),
  };
}
