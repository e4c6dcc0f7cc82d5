// Adds codes on a page that stays open: from pictures and the camera, and from a link or key as the popup
// does. What was begun in the popup goes on here.

import { useCallback } from "preact/hooks";
import type { AccountView } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { AddBody } from "../add/add-body.tsx";
import { CameraReader } from "../add/camera-reader.tsx";
import { PictureDrop } from "../add/picture-drop.tsx";
import { UnreadPictures } from "../add/unread-pictures.tsx";
import { draftOf, useAdding } from "../add/use-adding.ts";
import { usePictures } from "../add/use-pictures.ts";
import { useAnnounce } from "../announcer.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import type { Draft } from "../ports.ts";
import { usePorts } from "../ports-context.tsx";
import { useLoad } from "../use-load.ts";
import { Section } from "./section.tsx";

export type AddSectionProps = {
  readonly accounts: readonly AccountView[];
  /** While it is not, no picture or key is taken or kept in the document; an export that is being added goes on. */
  readonly isShown: boolean;
  readonly onAdded: () => Promise<void>;
};

export function AddSection(props: AddSectionProps) {
  const { drafts } = usePorts();
  const { result } = useLoad(useCallback(() => drafts.get(), [drafts]));
  return (
    <Section id="add" title={message("options_add_title")}>
      <p>{message("options_add_text")}</p>
      {result.state === "failed" ? <ErrorNotice error={result.error} /> : null}
      {result.state === "ready" ? <AddAnything {...props} draft={result.value} /> : null}
    </Section>
  );
}

function AddAnything(props: AddSectionProps & { draft: Draft | null }) {
  const announce = useAnnounce();
  const adding = useAdding(draftOf(props.draft), props.onAdded);
  const pictures = usePictures(adding.take);
  if (!props.isShown) return null;
  return (
    <>
      <PictureDrop busy={pictures.busy} onPictures={pictures.read} />
      <CameraReader
        take={(found) => {
          pictures.clear();
          return adding.take(found);
        }}
      />
      <ErrorNotice error={pictures.error ?? adding.error} />
      <UnreadPictures unread={pictures.unread} />
      <AddBody
        adding={adding}
        accounts={props.accounts}
        page={null}
        onEntryAdded={async () => {
          await props.onAdded();
          adding.clearEntry();
          announce(message("options_add_done"));
        }}
        onExportSeen={() => Promise.resolve()}
      />
    </>
  );
}
