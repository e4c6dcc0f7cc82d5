// What Waykey is, what it does with data, and what it cannot protect from.

import { message } from "../../lib/i18n/messages.ts";
import { usePorts } from "../ports-context.tsx";
import { Section } from "./section.tsx";

export function AboutSection() {
  const { version } = usePorts();
  return (
    <Section id="about" title={message("options_about_title")}>
      <p>{message("options_about_what", version)}</p>
      <ul class="steps">
        <li>{message("options_about_local")}</li>
        <li>{message("options_about_offline")}</li>
        <li>{message("options_about_headway_alone")}</li>
        <li>{message("options_about_private_windows")}</li>
        <li>{message("options_about_removing")}</li>
        <li>{message("options_about_limits")}</li>
      </ul>
    </Section>
  );
}
