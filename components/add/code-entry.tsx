// One code to be added: its key or link, what that says, the account it goes to. Nothing is stored before
// the press of Add.

import type { AccountView, PageView } from "../../lib/app/views.ts";
import { message, numberText } from "../../lib/i18n/messages.ts";
import { RichText } from "../controls/rich-text.tsx";
import { AccountPicker } from "../controls/account-picker.tsx";
import { Button } from "../controls/button.tsx";
import { Card } from "../controls/card.tsx";
import { Form } from "../controls/form.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { RadioGroup } from "../controls/radio-group.tsx";
import { TextField } from "../controls/text-field.tsx";
import { describeSetupError } from "../error-text.ts";
import { linkLabel } from "../qr-scan.ts";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";
import { PreviewTable } from "./preview-table.tsx";
import { newAccount, suggestChoice } from "./suggest-account.ts";
import { heldCodes, ReplaceQuestion } from "./replace-question.tsx";
import type { Adding } from "./use-adding.ts";
import { useOtpPreview } from "./use-otp-preview.ts";

/** Below this RFC 4226 (section 4, R6) has no use for a key, and hardly any site gives one out: 80 bits. */
const SHORT_KEY_LETTERS = 16;

export type CodeEntryProps = {
  readonly adding: Adding;
  readonly accounts: readonly AccountView[];
  readonly page: PageView | null;
  readonly onAdded: () => Promise<void>;
};

export function CodeEntry(props: CodeEntryProps) {
  const { adding, accounts, page } = props;
  const { text, account } = adding.draft;
  const replace = adding.draft.replace ?? true;
  const { call } = useRpc();
  const checked = useOtpPreview(text);
  const preview = checked.state === "good" ? checked.preview : null;
  const chosen = account ?? (preview === null ? null : suggestChoice(accounts, page, preview));
  const add = useAction(async () => {
    if (chosen === null || preview === null) return;
    const isAsked = heldCodes(accounts, chosen, preview.issuer) > 0;
    await call("otp.add", { text, account: chosen, ...(isAsked ? { replace } : {}) });
    await props.onAdded();
  });

  return (
    <>
      <SeveralLinks links={adding.links} text={text} onPick={adding.pickLink} />
      <TextField
        label={message("add_key_or_link")}
        value={text}
        onInput={adding.type}
        hint={message("add_key_or_link_hint")}
        error={checked.state === "bad" ? describeSetupError(checked.error) : null}
      />
      {preview === null ? null : (
        <Form
          onSubmit={() => {
            add.run();
          }}
        >
          <Card title={message("add_compare")}>
            <PreviewTable preview={preview} />
          </Card>
          {isShort(preview.secret) ? <ShortKey /> : null}
          {preview.duplicateOf === null ? (
            <>
              <AccountPicker
                accounts={accounts}
                value={chosen}
                onChange={adding.choose}
                newAccount={newAccount(page, preview)}
              />
              <ReplaceQuestion
                accounts={accounts}
                choice={chosen}
                issuer={preview.issuer}
                replace={replace}
                onChange={adding.chooseReplace}
              />
            </>
          ) : (
            <Notice tone="info" title={message("add_held_title")} live>
              <p>
                <RichText
                  message="add_held_text"
                  values={[<bdi>{preview.duplicateOf.label}</bdi>]}
                />
              </p>
            </Notice>
          )}
          <ErrorNotice error={add.error} />
          <Button
            kind="primary"
            type="submit"
            wide
            busy={add.busy}
            disabled={chosen === null || preview.duplicateOf !== null}
          >
            {message("add_add")}
          </Button>
        </Form>
      )}
    </>
  );
}

function isShort(secret: string): boolean {
  return secret.replaceAll(" ", "").length < SHORT_KEY_LETTERS;
}

function ShortKey() {
  return (
    <Notice tone="warning" title={message("add_short_title")}>
      <p>{message("add_short_text")}</p>
    </Notice>
  );
}

type SeveralLinksProps = {
  readonly links: readonly string[];
  readonly text: string;
  readonly onPick: (link: string) => void;
};

function SeveralLinks(props: SeveralLinksProps) {
  if (props.links.length < 2) return null;
  return (
    <RadioGroup
      legend={message("add_several")}
      options={props.links.map((link, index) => ({
        value: String(index),
        label: linkLabel(link) || message("add_several_unnamed", numberText(index + 1)),
      }))}
      value={String(props.links.indexOf(props.text))}
      onChange={(index) => {
        const link = props.links[Number(index)];
        if (link !== undefined) props.onPick(link);
      }}
    />
  );
}
