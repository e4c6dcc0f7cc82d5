// Takes pictures of QR codes: dropped anywhere on the page, pasted anywhere, or chosen as files.

import { useEffect, useState } from "preact/hooks";
import { message } from "../../lib/i18n/messages.ts";
import { RichText } from "../controls/rich-text.tsx";
import { FileField } from "../controls/file-field.tsx";
import { usePastedPictures } from "./use-pasted-pictures.ts";

export type PictureDropProps = {
  readonly busy: boolean;
  /** Wrap it in useCallback. An empty list says that something else than a file was dropped. */
  readonly onPictures: (pictures: readonly File[]) => void;
};

export function PictureDrop(props: PictureDropProps) {
  const { onPictures } = props;
  const isOver = useDrop(onPictures);
  usePastedPictures(onPictures);
  return (
    <div class={isOver ? "drop drop-over" : "drop"} aria-busy={props.busy ? "true" : "false"}>
      <p>
        <RichText message="add_drop" tags={{ key: (name) => <kbd>{name}</kbd> }} />
      </p>
      <FileField
        label={message("add_choose_pictures")}
        accept="image/*"
        multiple
        onChoose={(files) => {
          if (files.length > 0) onPictures(files);
        }}
        error={null}
      />
    </div>
  );
}

/**
 * Takes what is dropped anywhere on the page, since a picture that misses a box would make the browser leave
 * the page for it. What is dropped on a file field stays that field's.
 * @returns whether something is held over the page
 */
function useDrop(onFiles: (files: readonly File[]) => void): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const isField = (event: DragEvent) =>
      event.target instanceof Element && event.target.matches("input, textarea");
    const over = (event: DragEvent) => {
      if (isField(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      setOver(false);
      if (isField(event)) return;
      event.preventDefault();
      onFiles([...(event.dataTransfer?.files ?? [])]);
    };
    const listeners = new AbortController();
    const { signal } = listeners;
    document.addEventListener("dragover", over, { signal });
    document.addEventListener("dragleave", leave, { signal });
    document.addEventListener("drop", drop, { signal });
    return () => listeners.abort();
  }, [onFiles]);
  return isOver;
}
