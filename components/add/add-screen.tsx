// Adds a code: from a QR code on the page or from a pasted link or key, with a preview before
// anything is stored. What was entered survives the popup's closing in the drafts port alone.

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { AccountChoice, OtpPreview, PageView } from "../../lib/app/views.ts";
import { Form } from "../controls/form.tsx";
import { AccountPicker, type NewAccount } from "../controls/account-picker.tsx";
import { Button } from "../controls/button.tsx";
import { Card } from "../controls/card.tsx";
import { BackIcon, QrIcon } from "../controls/icons.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { RadioGroup } from "../controls/radio-group.tsx";
import { TextField } from "../controls/text-field.tsx";
import { describeError } from "../error-text.ts";
import { accountOfPage } from "../popup/page-match.ts";
import type { PopupData } from "../popup/popup-data.ts";
import { usePorts } from "../ports-context.tsx";
import { linkLabel, scanImages } from "../qr-scan.ts";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";
import { PreviewTable } from "./preview-table.tsx";
import { heldCodes, ReplaceQuestion } from "./replace-question.tsx";
import { useOtpPreview } from "./use-otp-preview.ts";

export type AddScreenProps = {
  readonly data: PopupData;
  readonly scanAtOnce: boolean;
  /** After adding and after giving up alike. */
  readonly onClose: () => Promise<void>;
};

function newAccount(page: PageView | null, preview: OtpPreview): NewAccount {
  return { role: page?.role ?? "client", email: preview.suggestedEmail || (page?.email ?? "") };
}

/** What the code and the page suggest; `null` if only the user can tell. */
function suggestChoice(data: PopupData, preview: OtpPreview): AccountChoice | null {
  const { accounts } = data.contents;
  if (preview.suggestedAccountId !== null) return { accountId: preview.suggestedAccountId };
  const account = data.page === null ? null : accountOfPage(accounts, data.page);
  // A code that names another address is another person's, or another account of the same person.
  const named = preview.suggestedEmail.toLowerCase();
  if (account !== null && (named === "" || account.email.toLowerCase() === named)) {
    return { accountId: account.id };
  }
  const fresh = newAccount(data.page, preview);
  return fresh.email === "" && accounts.length > 0 ? null : fresh;
}

export function AddScreen(props: AddScreenProps) {
  const { data } = props;
  const { call } = useRpc();
  const { drafts, qr } = usePorts();
  const draft = data.draft?.kind === "add" ? data.draft : null;
  const [text, setText] = useState(draft?.text ?? "");
  const [choice, setChoice] = useState<AccountChoice | null>(draft?.account ?? null);
  const [replace, setReplace] = useState(draft?.replace ?? true);
  const [links, setLinks] = useState<readonly string[]>([]);
  const title = useRef<HTMLHeadingElement>(null);
  const checked = useOtpPreview(text);
  const preview = checked.state === "good" ? checked.preview : null;
  const chosen = choice ?? (preview === null ? null : suggestChoice(data, preview));

  const [draftError, setDraftError] = useState<unknown>(null);
  const keep = (next: string, account: AccountChoice | null, replacing = replace) => {
    setText(next);
    setChoice(account);
    setReplace(replacing);
    drafts
      .set({ kind: "add", text: next, account, replace: replacing })
      .then(() => setDraftError(null), setDraftError);
  };
  const scan = useAction(async () => {
    setLinks([]);
    const { images } = await call("page.images", null);
    const found = await scanImages(images, qr);
    if (found.length > 1) setLinks(found);
    keep(found[0], null);
  });
  const add = useAction(async () => {
    if (chosen === null) return;
    const isAsked = heldCodes(data.contents.accounts, chosen) > 0;
    await call("otp.add", { text, account: chosen, ...(isAsked ? { replace } : {}) });
    await props.onClose();
  });
  const close = useAction(props.onClose);

  // At once, not after the next frame: a key pressed by then would go astray.
  useLayoutEffect(() => title.current?.focus(), []);
  useEffect(() => {
    if (props.scanAtOnce) scan.run();
  }, [props.scanAtOnce, scan.run]);

  return (
    <main class="screen">
      <div class="screen-head">
        <Button kind="quiet" busy={close.busy} onPress={() => close.run()}>
          <BackIcon />
          Back
        </Button>
      </div>
      <h1 ref={title} tabIndex={-1}>
        Add a code
      </h1>
      <Button wide busy={scan.busy} onPress={() => scan.run()}>
        <QrIcon />
        Scan QR on this page
      </Button>
      <ErrorNotice error={scan.error ?? draftError ?? close.error} />
      {links.length < 2 ? null : (
        <SeveralLinks links={links} text={text} onPick={(link) => keep(link, null)} />
      )}
      <TextField
        label="Setup key or otpauth link"
        value={text}
        onInput={(next) => keep(next, choice)}
        hint="Headway shows the key beside or under the QR code."
        error={checked.state === "bad" ? describeError(checked.error).title : null}
      />
      {preview === null ? null : (
        <Form
          onSubmit={() => {
            add.run();
          }}
        >
          <Card title="Compare with the page">
            <PreviewTable preview={preview} />
          </Card>
          {preview.duplicateOf === null ? (
            <>
              <AccountPicker
                accounts={data.contents.accounts}
                value={chosen}
                onChange={(account) => keep(text, account)}
                newAccount={newAccount(data.page, preview)}
              />
              <ReplaceQuestion
                accounts={data.contents.accounts}
                choice={chosen}
                replace={replace}
                onChange={(replacing) => keep(text, choice, replacing)}
              />
            </>
          ) : (
            <Notice tone="info" title="Waykey holds this code already" live>
              <p>
                It is the same key as <bdi>{preview.duplicateOf.label}</bdi>. There is nothing to
                add.
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
            Add
          </Button>
        </Form>
      )}
    </main>
  );
}

type SeveralLinksProps = {
  readonly links: readonly string[];
  readonly text: string;
  readonly onPick: (link: string) => void;
};

function SeveralLinks(props: SeveralLinksProps) {
  return (
    <RadioGroup
      legend="The page shows several codes. Which one?"
      options={props.links.map((link, index) => ({
        value: String(index),
        label: linkLabel(link) || `Code ${index + 1}`,
      }))}
      value={String(props.links.indexOf(props.text))}
      onChange={(index) => {
        const link = props.links[Number(index)];
        if (link !== undefined) props.onPick(link);
      }}
    />
  );
}
