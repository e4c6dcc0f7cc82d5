// Why long work did not come to its end. That the user has cancelled it is no error.

import { isWaykeyError } from "../../lib/errors.ts";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { errorText } from "../error-text.ts";

export function WorkError(props: { error: unknown }) {
  const { error } = props;
  if (!isWaykeyError(error, "work/cancelled")) return <ErrorNotice error={error} />;
  const { title, advice } = errorText(error.code);
  return (
    <Notice tone="info" title={title} live>
      <p>{advice}</p>
    </Notice>
  );
}
