// Ends long work under way, as long as nothing of it is stored; after that it can't be pressed.

import { message } from "../../lib/i18n/messages.ts";
import { Button } from "../controls/button.tsx";
import type { LongWork } from "./use-long-work.ts";

export function CancelWork(props: { work: LongWork }) {
  const { isCancelling, mayCancel, cancel } = props.work;
  return (
    <Button busy={isCancelling} disabled={!mayCancel && !isCancelling} onPress={cancel}>
      {message("common_cancel")}
    </Button>
  );
}
