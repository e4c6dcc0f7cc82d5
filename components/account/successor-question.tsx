// Asks for the code that Headway shows in the place of a used one, until it is kept here, or the user says
// that it is kept elsewhere or that there was none.

import { useState } from "preact/hooks";
import type { AccountView } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../controls/button.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { dateText } from "../plain-text.ts";
import { useAction } from "../use-action.ts";
import { useReturnedFocus } from "../use-returned-focus.ts";
import { useRpc } from "../use-rpc.tsx";
import { KeptElsewhere } from "./kept-elsewhere.tsx";
import { TypeRecoveryCode } from "./type-recovery-code.tsx";

export type SuccessorQuestionProps = {
  readonly account: AccountView;
  /** When the code before it was used. Epoch milliseconds. */
  readonly usedAt: number;
  /** A code that was left half-typed when the popup closed; missing: none was. */
  readonly typed?: string | null;
  readonly onChanged: () => Promise<void>;
};

export function SuccessorQuestion(props: SuccessorQuestionProps) {
  const { id } = props.account;
  const { call } = useRpc();
  const announce = useAnnounce();
  const [typed, setTyped] = useState(props.typed ?? null);
  const [mode, setMode] = useState<"asking" | "typing" | "elsewhere">(
    typed === null ? "asking" : "typing",
  );
  const typeButton = useReturnedFocus(mode === "typing");
  const elsewhere = useAction(async () => {
    await call("recovery.keep-elsewhere", { account: { accountId: id }, where: "" });
    setMode("elsewhere");
  });
  const none = useAction(async () => {
    const answer = { state: "none" } as const;
    await call("account.note-method", { id, method: "recovery-code", answer });
    announce(message("account_successor_none_done"));
    await props.onChanged();
  });
  if (mode === "elsewhere") return <KeptElsewhere accountId={id} onDone={props.onChanged} />;
  return (
    <>
      <p>{message("account_successor_question", dateText(props.usedAt))}</p>
      {mode === "typing" ? (
        <TypeRecoveryCode
          accountId={id}
          typed={typed ?? ""}
          onSaved={async () => {
            announce(message("account_successor_saved"));
            await props.onChanged();
          }}
          onCancel={() => {
            setTyped(null);
            setMode("asking");
          }}
        />
      ) : (
        <div class="row-actions">
          <Button buttonRef={typeButton} onPress={() => setMode("typing")}>
            {message("account_successor_type")}
          </Button>
          <Button kind="quiet" busy={elsewhere.busy} onPress={() => elsewhere.run()}>
            {message("account_successor_elsewhere")}
          </Button>
          <Button kind="quiet" busy={none.busy} onPress={() => none.run()}>
            {message("account_successor_none")}
          </Button>
        </div>
      )}
      <ErrorNotice error={elsewhere.error ?? none.error} />
    </>
  );
}
