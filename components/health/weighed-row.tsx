// One thing to be said of an account, with how much it matters in words; and what such a thing leads to.

import type { ComponentChildren } from "preact";
import type { AccountView } from "../../lib/app/views.ts";
import { PORTALS } from "../../lib/headway/hosts.ts";
import { type MessageKey, message } from "../../lib/i18n/messages.ts";
import { RichText } from "../controls/rich-text.tsx";
import { Button } from "../controls/button.tsx";
import { CheckIcon, InfoIcon, WarningIcon } from "../controls/icons.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import type { OptionsSection } from "../ports.ts";
import { usePorts } from "../ports-context.tsx";
import { useAction } from "../use-action.ts";

export type Weight = "alarm" | "warning" | "advice" | "good";

export type WeighedRowProps = {
  readonly weight: Weight;
  readonly title: string;
  readonly advice: string;
  /** The button that does it, or leads there. */
  readonly children: ComponentChildren;
};

const WEIGHT_NAMES: Readonly<Record<Weight, MessageKey>> = {
  alarm: "health_weight_alarm",
  warning: "health_weight_warning",
  advice: "health_weight_advice",
  good: "common_in_good_order",
};

const ICONS = {
  alarm: WarningIcon,
  warning: WarningIcon,
  advice: InfoIcon,
  good: CheckIcon,
} as const;

export function WeighedRow(props: WeighedRowProps) {
  const { weight } = props;
  const Icon = ICONS[weight];
  return (
    <li class={`row finding finding-${weight}`}>
      <p class="row-title">
        <Icon />
        <span>
          <RichText
            message="health_weighed"
            values={[message(WEIGHT_NAMES[weight]), props.title]}
            tags={{ weight: (content) => <span class="finding-weight">{content}</span> }}
          />
        </span>
      </p>
      <p class="hint">{props.advice}</p>
      {props.children}
    </li>
  );
}

export function Actions({ children }: { children: ComponentChildren }) {
  return <div class="row-actions">{children}</div>;
}

export type PortalLinkProps = {
  readonly account: Pick<AccountView, "role">;
  /** What stands beside it. */
  readonly children?: ComponentChildren;
};

export function PortalLink({ account: { role }, children }: PortalLinkProps) {
  return (
    <Actions>
      <PortalAnchor role={role} />
      {children}
    </Actions>
  );
}

/** The link alone, to stand beside others. */
export function PortalAnchor({ role }: PortalLinkProps["account"]) {
  return (
    <a class="button button-secondary" href={PORTALS[role]} target="_blank" rel="noreferrer">
      {role === "provider"
        ? message("health_open_provider_portal")
        : message("health_open_headway")}
    </a>
  );
}

export type OptionsButtonProps = {
  readonly section: OptionsSection;
  /** The account that is to be chosen there. */
  readonly accountId?: string;
  readonly children: ComponentChildren;
};

export function OptionsButton(props: OptionsButtonProps) {
  const ports = usePorts();
  const open = useAction(() => ports.openOptions(props.section, props.accountId));
  return (
    <Actions>
      <Button busy={open.busy} onPress={() => open.run()}>
        {props.children}
      </Button>
      <ErrorNotice error={open.error} />
    </Actions>
  );
}
