// Names the pictures that could not be read, where others could: none is passed over in silence.

import { message, plural } from "../../lib/i18n/messages.ts";
import { RichText } from "../controls/rich-text.tsx";
import { Notice } from "../controls/notice.tsx";
import { describeError } from "../error-text.ts";
import type { UnreadPicture } from "../qr-scan.ts";

export function UnreadPictures(props: { unread: readonly UnreadPicture[] }) {
  const { unread } = props;
  if (unread.length === 0) return null;
  return (
    <Notice tone="warning" title={plural("add_unread", unread.length)} live>
      <ul class="rows">
        {unread.map(({ name, error }, index) => (
          <li key={index}>
            <RichText
              message="add_unread_line"
              values={[
                <bdi>{name || message("add_picture_unnamed")}</bdi>,
                describeError(error).title,
              ]}
            />
          </li>
        ))}
      </ul>
    </Notice>
  );
}
