// Takes in what people hold in other apps, from a file that the app has exported.

import { useState } from "preact/hooks";
import type { AccountView } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { ImportFlow } from "../import/import-flow.tsx";
import { Section } from "./section.tsx";

export type ImportSectionProps = {
  readonly accounts: readonly AccountView[];
  readonly onAdded: () => Promise<void>;
};

export function ImportSection(props: ImportSectionProps) {
  const [round, setRound] = useState(0);
  return (
    <Section id="import" title={message("options_import_title")}>
      <p>{message("options_import_intro")}</p>
      <ImportFlow
        key={round}
        accounts={props.accounts}
        onAdded={props.onAdded}
        onOver={() => setRound((last) => last + 1)}
      />
    </Section>
  );
}
