// Moving to another device, step by step: only when both are seen to hold the same may one of them be emptied.

import { useState } from "preact/hooks";
import type { AccountView, VaultCheck } from "../../lib/app/views.ts";
import { Button } from "../controls/button.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { RadioGroup } from "../controls/radio-group.tsx";
import { countText } from "../plain-text.ts";
import { heldOtps } from "../popup/page-match.ts";
import { usePorts } from "../ports-context.tsx";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";
import { phraseWords } from "./check-phrase.ts";
import { CountLine } from "./count-line.tsx";
import { OneCode } from "./one-code.tsx";
import { Section } from "./section.tsx";

const ANSWERS = [
  { value: "same", label: "The same words" },
  { value: "different", label: "Other words" },
] as const;

export function NewDeviceSection({ accounts }: { accounts: readonly AccountView[] }) {
  const { call } = useRpc();
  const [check, setCheck] = useState<VaultCheck | null>(null);
  const [comparison, setComparison] = useState<string | null>(null);
  const timed = heldOtps(accounts).find(({ otp }) => otp.type !== "hotp");
  const show = useAction(async () => {
    setComparison(null);
    setCheck(await call("vault.check", null));
  });
  return (
    <Section id="new-device" title="New phone or computer">
      <p>
        Waykey keeps everything on this device alone. This is how it gets to another one, with
        nothing lost on the way.
      </p>
      <ol class="steps">
        <li>
          <p>
            Here: <a href="#backup">make a backup</a>, and take the file to the other device.
          </p>
        </li>
        <li>
          <p>
            There: add Waykey to the browser, open its <i>Settings and backup</i>, and{" "}
            <a href="#restore">restore</a> that file.
          </p>
        </li>
        <li>
          <p>On both: show the check phrase here and there, side by side.</p>
          <Button busy={show.busy} onPress={() => show.run()}>
            {check === null ? "Show the check phrase" : "Show it anew"}
          </Button>
          <ErrorNotice error={show.error} />
          {check === null ? null : (
            <>
              <Phrase check={check} />
              {timed === undefined ? null : <OneCode held={timed} />}
              <RadioGroup
                legend="Does the other device show the same words?"
                options={ANSWERS}
                value={comparison}
                onChange={setComparison}
              />
              {comparison === "different" ? <Different /> : null}
            </>
          )}
        </li>
        <li>
          <p>
            There: fingerprint, face and a PIN stay with a device. Set them up anew for Waykey under{" "}
            <i>Verification</i>, and for Headway under Account, Login, <i>Enroll</i>. Then sign in
            to Headway once.
          </p>
        </li>
        <li>
          <p>Here: only then remove Waykey, if you give this device away.</p>
          {comparison === "same" ? <HowToRemove /> : null}
          {comparison === "same" ? null : (
            <p class="hint">The steps appear once both show the same words.</p>
          )}
        </li>
      </ol>
    </Section>
  );
}

function Phrase({ check }: { check: VaultCheck }) {
  return (
    <div class="check-phrase" role="status">
      <p class="hint">Check phrase</p>
      <p class="check-words">{phraseWords(check.numbers)}</p>
      <CountLine counts={check.counts} />
      {check.unreadable === 0 ? null : (
        <p>
          {countText(check.unreadable, "entry", "entries")} can’t be read, and{" "}
          {check.unreadable === 1 ? "is" : "are"} in no backup. See “Vault” above first.
        </p>
      )}
    </div>
  );
}

function Different() {
  return (
    <Notice tone="warning" title="The two don’t hold the same">
      <p>
        Something was added or used on one of them since the backup. Keep Waykey on both, make a new
        backup here, restore it there, and show both phrases anew. Compare the numbers under them:
        they may tell what is missing.
      </p>
    </Notice>
  );
}

function HowToRemove() {
  const { browser } = usePorts();
  return (
    <Notice tone="success" title="The other device holds all that this one does">
      <p>
        {browser === "firefox"
          ? "Right-click the Waykey button and choose “Remove Extension”."
          : "Right-click the Waykey button and choose “Remove from Chrome”."}{" "}
        The vault goes with it, for good. Keep the backup file all the same.
      </p>
    </Notice>
  );
}
