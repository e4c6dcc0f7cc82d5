// Notices pictures that are pasted anywhere in the page, as a screenshot is. Text that is pasted goes where
// the browser puts it.

import { useEffect } from "preact/hooks";

/** Wrap `onPictures` in useCallback. */
export function usePastedPictures(onPictures: (pictures: readonly File[]) => void): void {
  useEffect(() => {
    const look = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      onPictures(files);
    };
    document.addEventListener("paste", look);
    return () => document.removeEventListener("paste", look);
  }, [onPictures]);
}
