// The head of a screen that was opened from another: the way back, what stands beside it, and the title, which
// has the focus at first.

import type { ComponentChildren, RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { message } from "../../lib/i18n/messages.ts";
import { Button } from "./button.tsx";
import { BackIcon } from "./icons.tsx";

export type ScreenHeadProps = {
  readonly title: ComponentChildren;
  readonly titleRef: RefObject<HTMLHeadingElement | null>;
  readonly onBack: () => void;
  readonly children?: ComponentChildren;
};

export function ScreenHead(props: ScreenHeadProps) {
  const { titleRef } = props;
  useLayoutEffect(() => titleRef.current?.focus(), [titleRef]);
  return (
    <>
      <div class="screen-head">
        <Button kind="quiet" onPress={props.onBack}>
          <BackIcon />
          {message("common_back")}
        </Button>
        {props.children}
      </div>
      <h1 ref={titleRef} tabIndex={-1} class="account-title">
        {props.title}
      </h1>
    </>
  );
}
