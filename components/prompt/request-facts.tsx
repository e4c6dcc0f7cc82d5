// Who asks for what: the action in words, and the full origin as the browser reported it.

import type { CeremonyView } from "../../lib/app/views.ts";
import { Notice } from "../controls/notice.tsx";
import { hasEncodedLetters, siteName } from "./site-name.ts";

/** What is asked, without a full stop. */
export function requestText(view: CeremonyView): string {
  const name = siteName(view.rpId);
  return view.kind === "create"
    ? `Create a passkey for ${name}`
    : `Sign in to ${name} with a passkey`;
}

export function RequestTitle(props: { view: CeremonyView }) {
  return <h1>{requestText(props.view)}</h1>;
}

export function RequestFacts(props: { view: CeremonyView }) {
  const { view } = props;
  return (
    <>
      <p class="origin">
        <span class="origin-label">The site that asks</span>
        <bdi class="origin-value">{view.origin}</bdi>
      </p>
      {view.topOrigin === null ? null : (
        <>
          <p class="origin">
            <span class="origin-label">Inside a page of</span>
            <bdi class="origin-value">{view.topOrigin}</bdi>
          </p>
          <Notice tone="info" title="Another site’s page shows this request">
            <p>Go on only if you expect it there.</p>
          </Notice>
        </>
      )}
      {[view.origin, view.topOrigin ?? ""].some(hasEncodedLetters) ? (
        <Notice tone="warning" title="This address contains look-alike letters">
          <p>It only resembles another address. Cancel unless you know it.</p>
        </Notice>
      ) : null}
      {view.firstTime ? (
        <Notice tone="info" title="First time at this address">
          <p>No passkey of yours was made or used here before. Check the address above.</p>
        </Notice>
      ) : null}
      <dl class="facts">
        <dt>Passkey for</dt>
        <dd>
          <bdi>{view.rpId}</bdi>
        </dd>
        {view.kind === "create" ? (
          <>
            <dt>Account</dt>
            <dd>
              <bdi>{view.userName}</bdi>
              {view.userDisplayName === "" || view.userDisplayName === view.userName ? null : (
                <>
                  {" "}
                  (<bdi>{view.userDisplayName}</bdi>)
                </>
              )}
            </dd>
            <dt>Kind</dt>
            <dd>{view.attachment === "platform" ? "Fingerprint or face" : "Security key"}</dd>
          </>
        ) : null}
      </dl>
    </>
  );
}
