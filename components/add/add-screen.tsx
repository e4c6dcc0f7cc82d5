// Adds codes from the popup: from a QR code on the page, a pasted screenshot, a pasted link or key. What the
// popup can't do since it closes at once, such as a file dialog, leads to the full page.

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { message } from "../../lib/i18n/messages.ts";
import { Button } from "../controls/button.tsx";
import { ConfirmPanel } from "../controls/confirm-panel.tsx";
import { BackIcon, QrIcon } from "../controls/icons.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import type { PopupData } from "../popup/popup-data.ts";
import { usePorts } from "../ports-context.tsx";
import { scanPage } from "../scan-page.ts";
import { useAction } from "../use-action.ts";
import { useReturnedFocus } from "../use-returned-focus.ts";
import { useRpc } from "../use-rpc.tsx";
import { AddBody } from "./add-body.tsx";
import { UnreadPictures } from "./unread-pictures.tsx";
import { draftOf, useAdding } from "./use-adding.ts";
import { usePastedPictures } from "./use-pasted-pictures.ts";
import { usePictures } from "./use-pictures.ts";

export type AddScreenProps = {
  readonly data: PopupData;
  readonly scanAtOnce: boolean;
  /** After adding and after giving up alike. */
  readonly onClose: () => Promise<void>;
};

export function AddScreen(props: AddScreenProps) {
  const { page, contents, draft } = props.data;
  const { call } = useRpc();
  const ports = usePorts();
  const title = useRef<HTMLHeadingElement>(null);
  const adding = useAdding(draftOf(draft), () => Promise.resolve());
  const { take } = adding;
  const pictures = usePictures(take);
  usePastedPictures(pictures.read);
  const scan = useAction(async () => {
    pictures.clear();
    await take(await scanPage(call, ports));
  });
  const elsewhere = useAction(async () => {
    await ports.openOptions("add");
    ports.closeWindow();
  });
  const close = useAction(props.onClose);
  const [asking, setAsking] = useState(false);
  const isUnfinished = adding.draft.export !== null;
  const back = useReturnedFocus(asking && isUnfinished);

  // At once, not after the next frame: a key pressed by then would go astray.
  useLayoutEffect(() => title.current?.focus(), []);
  useEffect(() => {
    if (props.scanAtOnce) scan.run();
  }, [props.scanAtOnce, scan.run]);

  return (
    <main class="screen">
      <div class="screen-head">
        <Button
          kind="quiet"
          buttonRef={back}
          busy={close.busy}
          onPress={() => (isUnfinished ? setAsking(true) : close.run())}
        >
          <BackIcon />
          {message("common_back")}
        </Button>
      </div>
      {asking && isUnfinished ? (
        <ConfirmPanel
          title={message("add_leave_title")}
          confirmLabel={message("add_leave_confirm")}
          cancelLabel={message("add_leave_cancel")}
          action={close}
          onCancel={() => setAsking(false)}
        >
          <p>{message("add_leave_text")}</p>
        </ConfirmPanel>
      ) : null}
      <h1 ref={title} tabIndex={-1}>
        {message("common_add_code")}
      </h1>
      <div class="stack">
        <Button wide busy={scan.busy || pictures.busy} onPress={() => scan.run()}>
          <QrIcon />
          {message("common_scan_page")}
        </Button>
        <Button wide kind="quiet" busy={elsewhere.busy} onPress={() => elsewhere.run()}>
          {message("add_elsewhere")}
        </Button>
      </div>
      <ErrorNotice
        error={scan.error ?? pictures.error ?? adding.error ?? elsewhere.error ?? close.error}
      />
      <UnreadPictures unread={pictures.unread} />
      <AddBody
        adding={adding}
        accounts={contents.accounts}
        page={page}
        onEntryAdded={props.onClose}
        onExportSeen={props.onClose}
      />
    </main>
  );
}
