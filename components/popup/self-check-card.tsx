// Says whether passkeys work on the page in use: one quiet line where they do, and what to do where
// they do not.

import { useState } from "preact/hooks";
import type { SelfCheck } from "../../lib/app/views.ts";
import { Button } from "../controls/button.tsx";
import { CheckIcon } from "../controls/icons.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { usePorts } from "../ports-context.tsx";
import { useAction } from "../use-action.ts";

const TROUBLES = {
  "no-script": {
    title: "Waykey isn’t in this page yet",
    advice: "It was open before Waykey was installed, updated or allowed. Reload the page.",
  },
  "not-allowed": {
    title: "This page doesn’t let passkeys be used in it",
    advice:
      "The site has turned them off here: for signing in, for making new ones, or for both. Neither Waykey nor the browser can change that. Go to another page of the site, or sign in another way.",
  },
  replaced: {
    title: "Passkeys of Waykey don’t work on this page",
    advice:
      "Another extension or the page itself answers passkey requests here. Turn off passkeys for this site in the other password manager, or turn that extension off, then reload the page.",
  },
  locked: {
    title: "Passkeys of Waykey don’t work on this page",
    advice:
      "Another extension or the page itself answers passkey requests here, and Waykey can’t put itself back. Turn off passkeys for this site in the other password manager, or turn that extension off, then reload the page.",
  },
} as const;

export type SelfCheckCardProps = {
  /** `null` while it isn't known. */
  readonly check: SelfCheck | null;
  /** Looks again. */
  readonly onAccess: () => Promise<void>;
};

export function SelfCheckCard(props: SelfCheckCardProps) {
  const { check } = props;
  if (check === null || check.state === "no-page") return null;
  if (check.state === "no-access") return <NoAccess host={check.host} onAccess={props.onAccess} />;
  if (check.state === "in-place") {
    return (
      <p class="context">
        <CheckIcon />
        Passkeys work on this page
      </p>
    );
  }
  const { title, advice } = TROUBLES[check.state];
  return (
    <Notice tone="warning" title={title}>
      <p>{advice}</p>
    </Notice>
  );
}

function NoAccess(props: { host: string; onAccess: () => Promise<void> }) {
  const ports = usePorts();
  const [refused, setRefused] = useState(false);
  const allow = useAction(async () => {
    const given = await ports.requestAccess();
    setRefused(!given);
    if (given) await props.onAccess();
  });
  return (
    <Notice tone="warning" title="Waykey may not act on this site">
      <p>
        The browser keeps Waykey from <bdi>{props.host}</bdi>: allow it, then reload the page.
      </p>
      <Button busy={allow.busy} onPress={() => allow.run()}>
        Allow access
      </Button>
      {refused ? (
        <p role="status">It is still not allowed. You can press “Allow access” again.</p>
      ) : null}
      <ErrorNotice error={allow.error} />
    </Notice>
  );
}
