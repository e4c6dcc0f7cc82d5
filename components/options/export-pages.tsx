// QR codes on the screen, one at a time, for another app's camera. They go from the page when the user is done, when
// the vault is locked, when the page is left, and when nobody has pressed anything for a while.

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { ExportPage } from "../../lib/app/views.ts";
import { message, numberText } from "../../lib/i18n/messages.ts";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../controls/button.tsx";
import { listText } from "../plain-text.ts";
import { QrPicture } from "../qr-picture.tsx";
import { useLock } from "../use-lock.ts";

/** How long a code stays that nobody goes on from. */
const PAGE_MS = 120_000;

export type ExportPagesProps = {
  readonly pages: readonly ExportPage[];
  /** What to do with them. */
  readonly nextStep: string;
  /** Takes them off the page; must stay the same function. */
  readonly onDone: () => void;
};

export function ExportPages({ pages, nextStep, onDone }: ExportPagesProps) {
  const announce = useAnnounce();
  const [index, setIndex] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const wipe = useCallback(() => {
    announce(message("export_pages_wiped"));
    onDone();
  }, [announce, onDone]);
  useLock(onDone);
  useEffect(() => {
    window.addEventListener("pagehide", onDone);
    return () => window.removeEventListener("pagehide", onDone);
  }, [onDone]);
  useEffect(() => {
    heading.current?.focus();
    const timer = setTimeout(wipe, PAGE_MS);
    return () => clearTimeout(timer);
  }, [index, wipe]);

  const page = pages[index];
  if (page === undefined) return null;
  const place = message("export_page_of", numberText(index + 1), numberText(pages.length));
  const names = page.names.map((name) => name || message("export_name_none"));
  return (
    <div class="stack export-pages">
      <h3 tabIndex={-1} ref={heading}>
        {place}
      </h3>
      <p>
        <bdi>{message("export_page_names", listText(names))}</bdi>
      </p>
      <div class="export-page">
        <QrPicture text={page.text} label={place} />
      </div>
      <p>{nextStep}</p>
      <p class="hint">{message("export_page_time")}</p>
      <div class="row-actions">
        {pages.length === 1 ? null : (
          <>
            <Button
              kind={index < pages.length - 1 ? "primary" : "secondary"}
              disabled={index === pages.length - 1}
              onPress={() => setIndex(index + 1)}
            >
              {message("export_page_next")}
            </Button>
            <Button disabled={index === 0} onPress={() => setIndex(index - 1)}>
              {message("export_page_back")}
            </Button>
          </>
        )}
        <Button kind="quiet" onPress={wipe}>
          {message("export_page_done")}
        </Button>
      </div>
    </div>
  );
}
