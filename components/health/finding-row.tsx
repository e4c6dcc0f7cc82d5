// One thing that is amiss with an account: how much it matters, what to do, and the button that does it or
// leads there.

import type { ComponentChildren, ComponentType } from "preact";
import type { AccountView } from "../../lib/app/views.ts";
import type { Finding, FindingKind, Tick } from "../../lib/headway/health.ts";
import { PORTALS } from "../../lib/headway/hosts.ts";
import type { Method } from "../../lib/headway/methods.ts";
import { Button } from "../controls/button.tsx";
import { InfoIcon, WarningIcon } from "../controls/icons.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import type { OptionsSection } from "../ports.ts";
import { usePorts } from "../ports-context.tsx";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";
import { findingWords, TICK_LABELS } from "./finding-words.ts";
import { PasswordMaker } from "./password-maker.tsx";

export type FindingRowProps = {
  readonly account: AccountView;
  readonly finding: Finding;
  /** The user wants to say where that way lives. */
  readonly onAsk: (method: Method) => void;
  readonly onChanged: () => Promise<void>;
};

const WEIGHT_NAMES: Readonly<Record<Finding["weight"], string>> = {
  alarm: "Urgent",
  warning: "Important",
  advice: "Good to do",
};

export function FindingRow(props: FindingRowProps) {
  const { account, finding } = props;
  const Remedy = REMEDIES[finding.kind];
  const { title, advice } = findingWords(finding.kind, account.role, finding.at);
  return (
    <li class={`row finding finding-${finding.weight}`}>
      <p class="row-title">
        {finding.weight === "advice" ? <InfoIcon /> : <WarningIcon />}
        <span>
          <span class="finding-weight">{WEIGHT_NAMES[finding.weight]}:</span> {title}
        </span>
      </p>
      <p class="hint">{advice}</p>
      <Remedy {...props} />
    </li>
  );
}

function Actions({ children }: { children: ComponentChildren }) {
  return <div class="row-actions">{children}</div>;
}

function PortalLink({ account: { role } }: Pick<FindingRowProps, "account">) {
  return (
    <Actions>
      <a class="button button-secondary" href={PORTALS[role]} target="_blank" rel="noreferrer">
        {role === "provider" ? "Open the provider portal" : "Open headway.co"}
      </a>
    </Actions>
  );
}

function OptionsButton(props: { section: OptionsSection; children: ComponentChildren }) {
  const ports = usePorts();
  const open = useAction(() => ports.openOptions(props.section));
  return (
    <Actions>
      <Button busy={open.busy} onPress={() => open.run()}>
        {props.children}
      </Button>
      <ErrorNotice error={open.error} />
    </Actions>
  );
}

function TickButton(props: { tick: Tick } & Pick<FindingRowProps, "account" | "onChanged">) {
  const { call } = useRpc();
  const tick = useAction(async () => {
    await call("account.tick", { id: props.account.id, tick: props.tick, done: true });
    await props.onChanged();
  });
  return (
    <Actions>
      <Button busy={tick.busy} onPress={() => tick.run()}>
        {TICK_LABELS[props.tick]}
      </Button>
      <ErrorNotice error={tick.error} />
    </Actions>
  );
}

/** Saying it again is as good as saying it for the first time. */
function StillThere({ account, onChanged }: Pick<FindingRowProps, "account" | "onChanged">) {
  const { call } = useRpc();
  const where = account.methods.find(({ method }) => method === "recovery-code")?.where ?? "";
  const answer = useAction(async (isThere: boolean) => {
    await call("account.note-method", {
      id: account.id,
      method: "recovery-code",
      answer: isThere ? { state: "elsewhere", where, callingCode: "" } : { state: "none" },
    });
    await onChanged();
  });
  return (
    <Actions>
      <Button busy={answer.busy} onPress={() => answer.run(true)}>
        Yes, I have it
      </Button>
      <Button kind="quiet" busy={answer.busy} onPress={() => answer.run(false)}>
        No, it is gone
      </Button>
      <ErrorNotice error={answer.error} />
    </Actions>
  );
}

function SayWhere({ onAsk }: FindingRowProps) {
  return (
    <Actions>
      <Button onPress={() => onAsk("recovery-code")}>I have it elsewhere</Button>
    </Actions>
  );
}

function MakeBackup() {
  return <OptionsButton section="backup">Make a backup</OptionsButton>;
}

function LookAtClock() {
  return <OptionsButton section="clock">Look at the clock</OptionsButton>;
}

function EmailTick(props: FindingRowProps) {
  return <TickButton {...props} tick="email-secured" />;
}

function PasswordTick(props: FindingRowProps) {
  return (
    <>
      <TickButton {...props} tick="password-unique" />
      <PasswordMaker />
    </>
  );
}

/** What mends it, or leads there. */
const REMEDIES: Readonly<Record<FindingKind, ComponentType<FindingRowProps>>> = {
  "reset-due": PortalLink,
  "reset-late": PortalLink,
  "no-second-step": PortalLink,
  "one-way-only": PortalLink,
  "phone-not-served": PortalLink,
  "no-recovery-code": SayWhere,
  "recovery-code-used": SayWhere,
  "ask-recovery-code": StillThere,
  "not-backed-up": MakeBackup,
  "backup-old": MakeBackup,
  "clock-off": LookAtClock,
  "email-unsecured": EmailTick,
  "password-not-unique": PasswordTick,
};
