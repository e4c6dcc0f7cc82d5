// Moving to another device, step by step: only when both are seen to hold the same may one of them be emptied.

import { useState } from "preact/hooks";
import type { AccountView, VaultCheck } from "../../lib/app/views.ts";
import { message, plural } from "../../lib/i18n/messages.ts";
import { RichText } from "../controls/rich-text.tsx";
import { Button } from "../controls/button.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { RadioGroup } from "../controls/radio-group.tsx";

import { heldOtps } from "../popup/page-match.ts";
import { usePorts } from "../ports-context.tsx";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";
import { phraseWords } from "./check-phrase.ts";
import { CountLine } from "./count-line.tsx";
import { OneCode } from "./one-code.tsx";
import { Section } from "./section.tsx";

const ANSWERS = [
  { value: "same", label: "options_new_device_same" },
  { value: "different", label: "options_new_device_different" },
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
    <Section id="new-device" title={message("options_new_device_title")}>
      <p>{message("options_new_device_text")}</p>
      <ol class="steps">
        <li>
          <p>
            <RichText
              message="options_new_device_backup"
              tags={{ backup: (content) => <a href="#backup">{content}</a> }}
            />
          </p>
        </li>
        <li>
          <p>
            <RichText
              message="options_new_device_restore"
              tags={{
                name: (content) => <i>{content}</i>,
                restore: (content) => <a href="#restore">{content}</a>,
              }}
            />
          </p>
        </li>
        <li>
          <p>{message("options_new_device_compare")}</p>
          <Button busy={show.busy} onPress={() => show.run()}>
            {check === null
              ? message("options_new_device_show")
              : message("options_new_device_show_again")}
          </Button>
          <ErrorNotice error={show.error} />
          {check === null ? null : (
            <>
              <Phrase check={check} />
              {timed === undefined ? null : <OneCode held={timed} />}
              <RadioGroup
                legend={message("options_new_device_question")}
                options={ANSWERS.map(({ value, label }) => ({ value, label: message(label) }))}
                value={comparison}
                onChange={setComparison}
              />
              {comparison === "different" ? <Different /> : null}
            </>
          )}
        </li>
        <li>
          <p>
            <RichText
              message="options_new_device_verify"
              tags={{ name: (content) => <i>{content}</i> }}
            />
          </p>
        </li>
        <li>
          <p>{message("options_new_device_remove")}</p>
          {comparison === "same" ? <HowToRemove /> : null}
          {comparison === "same" ? null : (
            <p class="hint">{message("options_new_device_remove_hint")}</p>
          )}
        </li>
      </ol>
    </Section>
  );
}

function Phrase({ check }: { check: VaultCheck }) {
  return (
    <div class="check-phrase" role="status">
      <p class="hint">{message("options_new_device_phrase")}</p>
      <p class="check-words">{phraseWords(check.numbers)}</p>
      <CountLine counts={check.counts} />
      {check.unreadable === 0 ? null : (
        <p>{plural("options_new_device_unreadable", check.unreadable)}</p>
      )}
    </div>
  );
}

function Different() {
  return (
    <Notice tone="warning" title={message("options_new_device_different_title")}>
      <p>{message("options_new_device_different_text")}</p>
    </Notice>
  );
}

function HowToRemove() {
  const { browser } = usePorts();
  return (
    <Notice tone="success" title={message("options_new_device_same_title")}>
      <p>
        {message(
          browser === "firefox"
            ? "options_new_device_how_to_remove_firefox"
            : "options_new_device_how_to_remove_chrome",
        )}
      </p>
    </Notice>
  );
}
