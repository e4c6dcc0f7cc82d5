// Texts in a row, each of which may be written in a direction of its own: "A, B, C".

import { Fragment } from "preact";
import { rowFormat } from "../plain-text.ts";

export function RowOf(props: { texts: readonly string[] }) {
  return (
    <>
      {rowFormat()
        .formatToParts(props.texts)
        .map(({ type, value }, at) => (
          <Fragment key={at}>{type === "element" ? <bdi>{value}</bdi> : value}</Fragment>
        ))}
    </>
  );
}
