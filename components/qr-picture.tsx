// A text as a QR code, drawn as one black path with its quiet zone: sharp at every size and on paper. Nothing
// of it leaves the document.

import { useMemo } from "preact/hooks";
import { encode } from "uqr";

/** Light modules around the code (ISO/IEC 18004 §9.1). */
const QUIET_MODULES = 4;

export type QrPictureProps = {
  readonly text: string;
  /** What it is, for who does not see it. */
  readonly label: string;
};

export function QrPicture(props: QrPictureProps) {
  const { side, path } = useMemo(() => drawQr(props.text), [props.text]);
  return (
    <svg
      class="qr-picture"
      role="img"
      aria-label={props.label}
      viewBox={`0 0 ${side} ${side}`}
      shape-rendering="crispEdges"
    >
      <path d={path} fill="#000" />
    </svg>
  );
}

/** The side in modules, and a path of one rectangle for each run of dark modules. */
export function drawQr(text: string): { readonly side: number; readonly path: string } {
  const { data } = encode(text, { ecc: "M", border: QUIET_MODULES });
  const runs: string[] = [];
  for (const [y, row] of data.entries()) {
    for (let x = 0; x < row.length; x++) {
      const start = x;
      while (row[x] === true) x++;
      if (x > start) runs.push(`M${start} ${y}h${x - start}v1H${start}z`);
    }
  }
  return { side: data.length, path: runs.join("") };
}
