// Which of the features that Waykey uses this browser has, in words and signs.

import { useCallback } from "preact/hooks";
import { type MessageKey, message } from "../../lib/i18n/messages.ts";
import { RichText } from "../controls/rich-text.tsx";
import type { BrowserFeature } from "../ports.ts";
import { CheckIcon, WarningIcon } from "../controls/icons.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { usePorts } from "../ports-context.tsx";
import { useLoad } from "../use-load.ts";

type Words = { readonly name: MessageKey; readonly consequence: MessageKey };

/** What each is called, and what does not work without it. */
const FEATURES: Readonly<Record<BrowserFeature["id"], Words>> = {
  "host-access": {
    name: "options_feature_access",
    consequence: "options_feature_access_without",
  },
  webauthn: {
    name: "options_feature_passkeys",
    consequence: "options_feature_passkeys_without",
  },
  "open-popup": {
    name: "options_feature_popup",
    consequence: "options_feature_popup_without",
  },
  "persistent-storage": {
    name: "options_feature_storage",
    consequence: "options_feature_storage_without",
  },
  webassembly: {
    name: "options_feature_wasm",
    consequence: "options_feature_wasm_without",
  },
};

export function BrowserFeatures() {
  const ports = usePorts();
  const load = useCallback(() => ports.browserFeatures(), [ports]);
  const { result } = useLoad(load);
  return (
    <>
      <h3>{message("options_browser_title")}</h3>
      {result.state === "failed" ? <ErrorNotice error={result.error} /> : null}
      {result.state === "ready" ? (
        <ul class="features">
          {result.value.map((feature) => (
            <li key={feature.id} class={feature.available ? "feature" : "feature feature-missing"}>
              {feature.available ? <CheckIcon /> : <WarningIcon />}
              <span>
                <RichText
                  message={
                    feature.available ? "options_feature_available" : "options_feature_missing"
                  }
                  values={[message(FEATURES[feature.id].name)]}
                />
                {feature.available ? null : (
                  <span class="hint"> {message(FEATURES[feature.id].consequence)}</span>
                )}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
