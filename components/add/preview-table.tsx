// What an otpauth link or key says, for the eye to compare with the page.

import type { OtpPreview } from "../../lib/app/views.ts";
import { message, numberText, type MessageKey } from "../../lib/i18n/messages.ts";

const KINDS = {
  totp: "add_kind_totp",
  hotp: "add_kind_hotp",
  steam: "add_kind_steam",
} as const satisfies Readonly<Record<OtpPreview["type"], MessageKey>>;

function methodText({ type, algorithm, digits, periodSeconds }: OtpPreview): string {
  const [length, seconds] = [digits, periodSeconds].map(numberText) as [string, string];
  if (type === "hotp") return message("add_method_hotp", algorithm, length);
  const key = type === "steam" ? "add_method_steam" : "add_method_totp";
  return message(key, algorithm, length, seconds);
}

export function PreviewTable(props: { preview: OtpPreview }) {
  const { preview } = props;
  return (
    <dl class="facts">
      <dt>{message("add_issuer")}</dt>
      <dd>
        <bdi>{preview.issuer === "" ? message("add_not_named") : preview.issuer}</bdi>
      </dd>
      <dt>{message("add_label")}</dt>
      <dd>
        <bdi>{preview.label === "" ? message("add_not_named") : preview.label}</bdi>
      </dd>
      <dt>{message("common_kind")}</dt>
      <dd>{message(KINDS[preview.type])}</dd>
      <dt>{message("add_method")}</dt>
      <dd>{methodText(preview)}</dd>
      {preview.type === "hotp" ? (
        <>
          <dt>{message("add_counter")}</dt>
          <dd>{preview.counter}</dd>
        </>
      ) : null}
      <dt>{message("common_setup_key")}</dt>
      <dd class="secret">{preview.secret}</dd>
    </dl>
  );
}
