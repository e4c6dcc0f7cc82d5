// "How do you sign in to Headway now?": what each answer has to do next.

import { useState } from "preact/hooks";
import { message, type MessageKey, messageWith } from "../../lib/i18n/messages.ts";
import { Button } from "../controls/button.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { RadioGroup } from "../controls/radio-group.tsx";
import { GuideLink } from "../guides/guide-link.tsx";
import type { OptionsSection } from "../ports.ts";
import { usePorts } from "../ports-context.tsx";
import { useAction } from "../use-action.ts";
import { Step } from "./step.tsx";

type Way = {
  readonly label: MessageKey;
  readonly next: MessageKey;
  /** Where in the settings it goes on, by a button of that name; the guides otherwise. */
  readonly settings?: { readonly section: OptionsSection; readonly label: MessageKey };
};

const WAYS: Readonly<Record<string, Way>> = {
  nothing: { label: "welcome_bring_nothing", next: "welcome_bring_nothing_next" },
  phone: { label: "welcome_bring_phone", next: "welcome_bring_phone_next" },
  google: {
    label: "welcome_bring_google",
    next: "welcome_bring_google_next",
    settings: { section: "add", label: "welcome_bring_google_go" },
  },
  app: {
    label: "welcome_bring_app",
    next: "welcome_bring_app_next",
    settings: { section: "import", label: "welcome_bring_app_go" },
  },
  waykey: {
    label: "welcome_bring_waykey",
    next: "welcome_bring_waykey_next",
    settings: { section: "restore", label: "welcome_bring_waykey_go" },
  },
};

export function BringStep(props: { isDone: boolean }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const way = chosen === null ? undefined : WAYS[chosen];
  return (
    <Step title={message("welcome_bring_title")} isDone={props.isDone}>
      <RadioGroup
        legend={message("welcome_bring_question")}
        options={Object.entries(WAYS).map(([value, { label }]) => ({
          value,
          label: messageWith(label, []),
        }))}
        value={chosen}
        onChange={setChosen}
      />
      {way === undefined ? null : <Next {...way} />}
    </Step>
  );
}

function Next({ next, settings }: Way) {
  return (
    <>
      <p>{messageWith(next, [])}</p>
      {settings === undefined ? (
        <div class="row-actions">
          <GuideLink guide={null} role={null}>
            {message("guide_link_all")}
          </GuideLink>
        </div>
      ) : (
        <InSettings {...settings} />
      )}
    </>
  );
}

function InSettings(props: NonNullable<Way["settings"]>) {
  const ports = usePorts();
  const go = useAction(() => ports.openOptions(props.section));
  return (
    <>
      <ErrorNotice error={go.error} />
      <div class="row-actions">
        <Button busy={go.busy} onPress={() => go.run()}>
          {messageWith(props.label, [])}
        </Button>
      </div>
    </>
  );
}
