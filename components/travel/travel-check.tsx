// The travel check of one account: what may lock its owner out abroad, what to do before leaving, and what is
// well, each with the button that does it or leads there.

import type { ComponentType } from "preact";
import { useState } from "preact/hooks";
import type { AccountView, MethodAnswer } from "../../lib/app/views.ts";
import { backupOf, hasImportedCode, hasUntriedCode } from "../../lib/headway/health.ts";
import { travelPoints, type TravelPointKind } from "../../lib/headway/travel.ts";
import { message } from "../../lib/i18n/messages.ts";
import { MethodForm } from "../account/method-form.tsx";
import { useForgetTyped } from "../account/use-typed.ts";
import { Button } from "../controls/button.tsx";
import { EnrolLinks } from "../guides/enrol-links.tsx";
import { AskSupport } from "../health/ask-support.tsx";
import { SayWhetherUsed } from "../health/say-whether-used.tsx";
import { Actions, OptionsButton, PortalLink, WeighedRow } from "../health/weighed-row.tsx";
import { useAction } from "../use-action.ts";
import { useReturnedFocus } from "../use-returned-focus.ts";
import { useRpc } from "../use-rpc.tsx";
import { travelWords } from "./travel-words.ts";

export type TravelCheckProps = {
  readonly account: AccountView;
  readonly onChanged: () => Promise<void>;
};

export function TravelCheck(props: TravelCheckProps) {
  const { role, methods, findings } = props.account;
  const facts = {
    methods,
    isCodeUntried: hasUntriedCode(findings),
    isCodeImported: hasImportedCode(findings),
    isResetOpen: findings.some(({ kind }) => kind === "reset-due" || kind === "reset-late"),
    backup: backupOf(findings),
  };
  return (
    <ul class="rows">
      {travelPoints(facts).map(({ kind, weight }) => (
        <WeighedRow key={kind} weight={weight} {...travelWords(kind, role, facts)}>
          <Remedy kind={kind} {...props} />
        </WeighedRow>
      ))}
    </ul>
  );
}

function SayWhere({ account, onChanged, label }: TravelCheckProps & { label: string }) {
  const { call } = useRpc();
  const forget = useForgetTyped();
  const [isAsked, setAsked] = useState(false);
  const opener = useReturnedFocus(isAsked);
  const status = account.methods.find(({ method }) => method === "recovery-code");
  const note = useAction(async (answer: MethodAnswer) => {
    await call("account.note-method", { id: account.id, method: "recovery-code", answer });
    await forget();
    setAsked(false);
    await onChanged();
  });
  if (isAsked && status !== undefined) {
    return (
      <MethodForm
        accountId={account.id}
        place={status}
        error={note.error}
        busy={note.busy}
        onSave={note.run}
        onCancel={() => setAsked(false)}
      />
    );
  }
  return (
    <Actions>
      <Button buttonRef={opener} onPress={() => setAsked(true)}>
        {label}
      </Button>
    </Actions>
  );
}

function MissingCode(props: TravelCheckProps) {
  return <SayWhere label={message("common_elsewhere")} {...props} />;
}

function CodeElsewhere(props: TravelCheckProps) {
  return <SayWhere label={message("travel_elsewhere_now")} {...props} />;
}

function PrintCode({ account }: TravelCheckProps) {
  return (
    <OptionsButton section="print" accountId={account.id}>
      {message("travel_print")}
    </OptionsButton>
  );
}

function MakeBackup() {
  return <OptionsButton section="backup">{message("common_make_backup")}</OptionsButton>;
}

/** What mends it, or leads there; null where there is nothing to press. */
const REMEDIES: Readonly<Record<TravelPointKind, ComponentType<TravelCheckProps> | null>> = {
  "reset-open": AskSupport,
  "only-phone": EnrolLinks,
  "no-way-abroad": EnrolLinks,
  "one-way-abroad": EnrolLinks,
  "code-untried": PortalLink,
  "code-imported": PortalLink,
  "recovery-code-missing": MissingCode,
  "recovery-code-filled": SayWhetherUsed,
  "recovery-code-used": MissingCode,
  "recovery-code-to-print": PrintCode,
  "recovery-code-to-take": CodeElsewhere,
  "backup-to-make": MakeBackup,
  "backup-unknown": MakeBackup,
  "works-offline": null,
  "device-to-take": null,
  "phone-stays": null,
};

function Remedy(props: TravelCheckProps & { kind: TravelPointKind }) {
  const Remedying = REMEDIES[props.kind];
  return Remedying === null ? null : <Remedying {...props} />;
}
