// Exports to another app in three steps: which app, what goes along and what stays behind, and after the password the
// file or the QR codes.

import { useCallback, useState } from "preact/hooks";
import {
  EXPORT_FORMATS,
  type ExportChoice,
  type ExportFormat,
  type VaultContents,
} from "../../lib/app/views.ts";
import { message, plural } from "../../lib/i18n/messages.ts";
import { ErrorNotice } from "../controls/notice.tsx";
import { SelectField } from "../controls/select-field.tsx";
import { useLoad } from "../use-load.ts";
import { useRpc } from "../use-rpc.tsx";
import { ExportForm } from "./export-form.tsx";
import { ExportPlan } from "./export-plan.tsx";
import { FORMAT_NAMES } from "./export-words.ts";
import { Section } from "./section.tsx";

const NONE = "none";

export function ExportAppSection(props: { contents: VaultContents }) {
  const [format, setFormat] = useState<ExportFormat | typeof NONE>(NONE);
  return (
    <Section id="export" title={message("export_title")}>
      <p>{message("export_intro")}</p>
      <SelectField
        label={message("export_app")}
        options={[
          { value: NONE, label: message("export_app_none") },
          ...EXPORT_FORMATS.map((value) => ({ value, label: message(FORMAT_NAMES[value]) })),
        ]}
        value={format}
        onChange={setFormat}
        hint={message("export_app_hint")}
      />
      {format === NONE ? null : <ExportTo key={format} format={format} contents={props.contents} />}
    </Section>
  );
}

type ExportToProps = { readonly format: ExportFormat; readonly contents: VaultContents };

function ExportTo({ format, contents }: ExportToProps) {
  const { call } = useRpc();
  const [withOutOfUse, setWithOutOfUse] = useState(false);
  const choice: ExportChoice = { format, withOutOfUse };
  // Looked at again whenever the vault's contents are others.
  const load = useCallback(
    () => call("export.preview", { format, withOutOfUse }),
    [call, format, withOutOfUse, contents],
  );
  const { result } = useLoad(load);
  if (result.state === "loading") return null;
  if (result.state === "failed") return <ErrorNotice error={result.error} />;
  const preview = result.value;
  return (
    <div class="stack">
      {preview.outOfUse === 0 ? null : (
        <label class="check">
          <input
            type="checkbox"
            checked={withOutOfUse}
            onChange={(event) => setWithOutOfUse(event.currentTarget.checked)}
          />
          {plural("export_out_of_use", preview.outOfUse)}
        </label>
      )}
      <ExportPlan preview={preview} />
      {preview.taken.length === 0 ? null : (
        <ExportForm choice={choice} isSealed={preview.isSealed} />
      )}
    </div>
  );
}
