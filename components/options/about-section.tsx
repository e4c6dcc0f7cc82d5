// What Waykey is, what it does with data, and what it cannot protect from.

import { usePorts } from "../ports-context.tsx";
import { Section } from "./section.tsx";

export function AboutSection() {
  const { version } = usePorts();
  return (
    <Section id="about" title="About and privacy">
      <p>
        Waykey {version} keeps sign-in codes and passkeys for Headway. It is not made by Headway.
      </p>
      <ul class="steps">
        <li>
          Everything stays in this browser, encrypted with your password. Nothing is sent, but for
          the check of the clock that you may allow.
        </li>
        <li>There is no account, no cloud and no statistics, and it all works offline.</li>
        <li>Waykey works on headway.co alone, and draws nothing into its pages.</li>
        <li>
          It can’t protect you from software that already runs on this computer with your rights, or
          from a browser that has been tampered with.
        </li>
      </ul>
    </Section>
  );
}
