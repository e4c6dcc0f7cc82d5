// What an otpauth link or key says, for the eye to compare with the page.

import type { OtpPreview } from "../../lib/app/views.ts";

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
      <dt>Method</dt>
      <dd>
        {preview.algorithm}, {preview.digits} digits, every {preview.periodSeconds} seconds
      </dd>
      <dt>Setup key</dt>
      <dd class="secret">{preview.secret}</dd>
    </dl>
  );
}
