// One thing that is amiss with an account: how much it matters, what to do, and the button that does it or
// leads there.

import type { ComponentType } from "preact";
import type { AccountView } from "../../lib/app/views.ts";
import type { Finding, FindingKind, Tick } from "../../lib/headway/health.ts";
import type { Method } from "../../lib/headway/methods.ts";
import { message } from "../../lib/i18n/messages.ts";
import { Button } from "../controls/button.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { EnrolLinks } from "../guides/enrol-links.tsx";
import { GuideLink } from "../guides/guide-link.tsx";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";
import { findingWords, TICK_LABELS } from "./finding-words.ts";
import { AskSupport } from "./ask-support.tsx";
import { PasswordMaker } from "./password-maker.tsx";
import { SayWhetherUsed } from "./say-whether-used.tsx";
import { SupportLink } from "./support-link.tsx";
import { Actions, OptionsButton, PortalAnchor, PortalLink, WeighedRow } from "./weighed-row.tsx";

export type FindingRowProps = {
  readonly account: AccountView;
  readonly finding: Finding;
  /** The user wants to say where that way lives. */
  readonly onAsk: (method: Method) => void;
  readonly onChanged: () => Promise<void>;
};

export function FindingRow(props: FindingRowProps) {
  const { account, finding } = props;
  const Remedy = REMEDIES[finding.kind];
  const { title, advice } = findingWords(finding, account.role);
  return (
    <WeighedRow weight={finding.weight} title={title} advice={advice}>
      <Remedy {...props} />
    </WeighedRow>
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
        {message(TICK_LABELS[props.tick])}
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
        {message("health_recovery_there")}
      </Button>
      <Button kind="quiet" busy={answer.busy} onPress={() => answer.run(false)}>
        {message("health_recovery_gone")}
      </Button>
      <ErrorNotice error={answer.error} />
    </Actions>
  );
}

/** A lost one is made anew by support for providers, and in their own settings by clients. */
function SayWhere({ account, onAsk }: FindingRowProps) {
  return (
    <Actions>
      <Button onPress={() => onAsk("recovery-code")}>{message("common_elsewhere")}</Button>
      <GuideLink guide="recovery-code" role={account.role}>
        {message("guide_link_recovery_code")}
      </GuideLink>
      {account.role === "provider" ? <SupportLink /> : <PortalAnchor role={account.role} />}
    </Actions>
  );
}

function TryCode({ account }: FindingRowProps) {
  return (
    <PortalLink account={account}>
      <GuideLink guide="authenticator" role={account.role}>
        {message("guide_link")}
      </GuideLink>
    </PortalLink>
  );
}

function MakeBackup() {
  return <OptionsButton section="backup">{message("common_make_backup")}</OptionsButton>;
}

function LookAtClock() {
  return <OptionsButton section="clock">{message("health_look_at_clock")}</OptionsButton>;
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
  "reset-late": AskSupport,
  "no-second-step": EnrolLinks,
  "one-way-only": EnrolLinks,
  "code-untried": TryCode,
  "code-imported": PortalLink,
  "phone-not-served": EnrolLinks,
  "no-recovery-code": SayWhere,
  "recovery-code-filled": SayWhetherUsed,
  "recovery-code-used": SayWhere,
  "recovery-code-ended": SayWhere,
  "recovery-code-not-replaced": SayWhere,
  "ask-recovery-code": StillThere,
  "passkeys-only-here": MakeBackup,
  "not-backed-up": MakeBackup,
  "backup-unknown": MakeBackup,
  "backup-old": MakeBackup,
  "clock-off": LookAtClock,
  "email-unsecured": EmailTick,
  "password-not-unique": PasswordTick,
};
