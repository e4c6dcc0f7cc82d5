// What an otpauth link or key says, for the eye to compare with the page.

import type { OtpPreview } from "../../lib/app/views.ts";

const KINDS: Readonly<Record<OtpPreview["type"], string>> = {
  totp: "Changes with time (TOTP)",
  hotp: "New code on request (HOTP)",
  steam: "Steam",
};

function methodText({ type, algorithm, digits, periodSeconds }: OtpPreview): string {
  if (type === "hotp") return `${algorithm}, ${digits} digits`;
  const characters = type === "steam" ? "characters" : "digits";
  return `${algorithm}, ${digits} ${characters}, every ${periodSeconds} seconds`;
}

export function PreviewTable(props: { preview: OtpPreview }) {
  const { preview } = props;
  return (
    <dl class="facts">
      <dt>Issuer</dt>
      <dd>
        <bdi>{preview.issuer === "" ? "Not named" : preview.issuer}</bdi>
      </dd>
      <dt>Label</dt>
      <dd>
        <bdi>{preview.label === "" ? "Not named" : preview.label}</bdi>
      </dd>
      <dt>Kind</dt>
      <dd>{KINDS[preview.type]}</dd>
      <dt>Method</dt>
      <dd>{methodText(preview)}</dd>
      {preview.type === "hotp" ? (
        <>
          <dt>Counter</dt>
          <dd>{preview.counter}</dd>
        </>
      ) : null}
      <dt>Setup key</dt>
      <dd class="secret">{preview.secret}</dd>
    </dl>
  );
}
