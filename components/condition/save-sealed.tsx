// Hands what is stored to the user as a file, sealed as it is, and says what such a file is good for.

import { useState } from "preact/hooks";
import type { SealedFile } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { RichText } from "../controls/rich-text.tsx";
import { Button } from "../controls/button.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { usePorts } from "../ports-context.tsx";
import { useAction } from "../use-action.ts";

export type SaveSealedProps = {
  /** The name of the button. */
  readonly label: string;
  readonly makeFile: () => Promise<SealedFile>;
  readonly wide?: boolean;
};

export function SaveSealed(props: SaveSealedProps) {
  const { files } = usePorts();
  const [saved, setSaved] = useState<string | null>(null);
  const save = useAction(async () => {
    setSaved(null);
    const { fileName, text } = await props.makeFile();
    await files.download(fileName, text);
    setSaved(fileName);
  });
  return (
    <>
      <ErrorNotice error={save.error} />
      <Button wide={props.wide === true} busy={save.busy} onPress={() => save.run()}>
        {props.label}
      </Button>
      <p class="hint">{message("condition_sealed_hint")}</p>
      {saved === null ? null : (
        <Notice tone="success" title={message("condition_sealed_saved_title")} live>
          <p>
            <RichText message="condition_sealed_saved" values={[<bdi key="file">{saved}</bdi>]} />
          </p>
        </Notice>
      )}
    </>
  );
}
