// Names the pictures that could not be read, where others could: none is passed over in silence.

import { Notice } from "../controls/notice.tsx";
import { describeError } from "../error-text.ts";
import { countText } from "../plain-text.ts";
import type { UnreadPicture } from "../qr-scan.ts";

export function UnreadPictures(props: { unread: readonly UnreadPicture[] }) {
  const { unread } = props;
  if (unread.length === 0) return null;
  return (
    <Notice
      tone="warning"
      title={`${countText(unread.length, "picture", "pictures")} could not be read`}
      live
    >
      <ul class="rows">
        {unread.map(({ name, error }, index) => (
          <li key={index}>
            <bdi>{name || "A picture without a name"}</bdi>: {describeError(error).title}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
