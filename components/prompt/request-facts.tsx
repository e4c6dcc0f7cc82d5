// Who asks for what: the action in words, and the full origin as the browser reported it.

import type { CeremonyView } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { RichText } from "../controls/rich-text.tsx";
import { methodName } from "../method-name.ts";
import { Notice } from "../controls/notice.tsx";
import { hasEncodedLetters, siteName } from "./site-name.ts";

export function RequestTitle(props: { view: CeremonyView }) {
  const { kind, rpId } = props.view;
  const title = kind === "create" ? "prompt_create_title" : "prompt_sign_in_title";
  return <h1>{message(title, siteName(rpId))}</h1>;
}

export function RequestFacts(props: { view: CeremonyView }) {
  const { view } = props;
  return (
    <>
      <p class="origin">
        <span class="origin-label">{message("prompt_site")}</span>
        <bdi class="origin-value">{view.origin}</bdi>
      </p>
      {view.topOrigin === null ? null : (
        <>
          <p class="origin">
            <span class="origin-label">{message("prompt_inside")}</span>
            <bdi class="origin-value">{view.topOrigin}</bdi>
          </p>
          <Notice tone="info" title={message("prompt_other_site_title")}>
            <p>{message("prompt_other_site_text")}</p>
          </Notice>
        </>
      )}
      {[view.origin, view.topOrigin ?? ""].some(hasEncodedLetters) ? (
        <Notice tone="warning" title={message("prompt_look_alike_title")}>
          <p>{message("prompt_look_alike_text")}</p>
        </Notice>
      ) : null}
      {view.firstTime ? (
        <Notice tone="info" title={message("prompt_first_time_title")}>
          <p>{message("prompt_first_time_text")}</p>
        </Notice>
      ) : null}
      <dl class="facts">
        <dt>{message("prompt_passkey_for")}</dt>
        <dd>
          <bdi>{view.rpId}</bdi>
        </dd>
        {view.kind === "create" ? (
          <>
            <dt>{message("common_account")}</dt>
            <dd>
              {view.userDisplayName === "" || view.userDisplayName === view.userName ? (
                <bdi>{view.userName}</bdi>
              ) : (
                <RichText
                  message="prompt_user_and_name"
                  values={[<bdi>{view.userName}</bdi>, <bdi>{view.userDisplayName}</bdi>]}
                />
              )}
            </dd>
            <dt>{message("common_kind")}</dt>
            <dd>{methodName(view.attachment === "platform" ? "biometrics" : "security-key")}</dd>
          </>
        ) : null}
      </dl>
    </>
  );
}
