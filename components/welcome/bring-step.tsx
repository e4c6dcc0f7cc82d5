// "How do you sign in to Headway now?": what each answer has to do next.

import { useState } from "preact/hooks";
import { message } from "../../lib/i18n/messages.ts";
import { Button } from "../controls/button.tsx";
import { RadioGroup } from "../controls/radio-group.tsx";
import { GuideLink } from "../guides/guide-link.tsx";
import type { OptionsSection } from "../ports.ts";
import { usePorts } from "../ports-context.tsx";
import { useAction } from "../use-action.ts";
import { ErrorNotice } from "../controls/notice.tsx";
import { Step } from "./step.tsx";

const HELD = ["nothing", "phone", "google", "app", "waykey"] as const;
type Held = (typeof HELD)[number];

export function BringStep(props: { isDone: boolean }) {
  const [held, setHeld] = useState<Held | null>(null);
  return (
    <Step title={message("welcome_bring_title")} isDone={props.isDone}>
      <RadioGroup
        legend={message("welcome_bring_question")}
        options={HELD.map((value) => ({ value, label: heldName(value) }))}
        value={held}
        onChange={(value) => setHeld(HELD.find((one) => one === value) ?? null)}
      />
      {held === null ? null : <Next held={held} />}
    </Step>
  );
}

function heldName(held: Held): string {
  switch (held) {
    case "nothing":
      return message("welcome_bring_nothing");
    case "phone":
      return message("welcome_bring_phone");
    case "google":
      return message("welcome_bring_google");
    case "app":
      return message("welcome_bring_app");
    case "waykey":
      return message("welcome_bring_waykey");
  }
}

function Next({ held }: { held: Held }) {
  switch (held) {
    case "nothing":
    case "phone":
      return (
        <>
          <p>
            {held === "phone"
              ? message("welcome_bring_phone_next")
              : message("welcome_bring_nothing_next")}
          </p>
          <div class="row-actions">
            <GuideLink guide={null} role={null}>
              {message("guide_link_all")}
            </GuideLink>
          </div>
        </>
      );
    case "google":
      return (
        <InSettings
          text={message("welcome_bring_google_next")}
          section="add"
          label={message("welcome_bring_google_go")}
        />
      );
    case "app":
      return (
        <InSettings
          text={message("welcome_bring_app_next")}
          section="import"
          label={message("welcome_bring_app_go")}
        />
      );
    case "waykey":
      return (
        <InSettings
          text={message("welcome_bring_waykey_next")}
          section="restore"
          label={message("welcome_bring_waykey_go")}
        />
      );
  }
}

function InSettings(props: { text: string; section: OptionsSection; label: string }) {
  const ports = usePorts();
  const go = useAction(() => ports.openOptions(props.section));
  return (
    <>
      <p>{props.text}</p>
      <ErrorNotice error={go.error} />
      <div class="row-actions">
        <Button busy={go.busy} onPress={() => go.run()}>
          {props.label}
        </Button>
      </div>
    </>
  );
}
