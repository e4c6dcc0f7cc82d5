// Says why the page in use could not be looked at, and how to help it.

import { describeError } from "../error-text.ts";
import { Notice } from "../controls/notice.tsx";

export function PageTrouble(props: { error: unknown }) {
  if (props.error === null) return null;
  const { title, advice } = describeError(props.error);
  return (
    <Notice tone="info" title={title}>
      <p>{advice}</p>
    </Notice>
  );
}
