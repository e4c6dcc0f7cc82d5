// A short message with an icon and a word for its tone, so that colour is never the only sign.

import type { ComponentChildren } from "preact";
import { describeError } from "../error-text.ts";
import { CheckIcon, InfoIcon, WarningIcon } from "./icons.tsx";

export type NoticeProps = {
  readonly tone: "info" | "success" | "warning" | "error";
  readonly title: string;
  readonly children?: ComponentChildren;
  /** Announced as soon as it appears. */
  readonly live?: boolean;
};

export function Notice(props: NoticeProps) {
  const { tone } = props;
  const role = props.live === true ? (tone === "error" ? "alert" : "status") : undefined;
  return (
    <div class={`notice notice-${tone}`} role={role}>
      {tone === "success" ? <CheckIcon /> : tone === "info" ? <InfoIcon /> : <WarningIcon />}
      <div class="notice-text">
        <p class="notice-title">{props.title}</p>
        {props.children}
      </div>
    </div>
  );
}

/** What went wrong and what to do; nothing for `null`. */
export function ErrorNotice(props: { error: unknown; children?: ComponentChildren }) {
  if (props.error === null) return null;
  const { title, advice } = describeError(props.error);
  return (
    <Notice tone="error" title={title} live>
      <p>{advice}</p>
      {props.children}
    </Notice>
  );
}
