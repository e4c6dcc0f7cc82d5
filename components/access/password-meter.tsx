// Draws the hint about a new password: three bars, and the same in words.

import { passwordHint } from "./password-strength.ts";

export function PasswordMeter(props: { password: string }) {
  const { level, text } = passwordHint(props.password);
  return (
    <span class={`meter meter-${level}`}>
      <span class="meter-bars" aria-hidden="true">
        <span />
        <span />
        <span />
      </span>
      <span>{text}</span>
    </span>
  );
}
