// In the popup's foot after an update: the way to what is new. It is asked for when all else is shown.

import { useEffect, useState } from "preact/hooks";
import { message } from "../../lib/i18n/messages.ts";
import { Button } from "../controls/button.tsx";
import { usePorts } from "../ports-context.tsx";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";

export function UpdateLink() {
  const { call } = useRpc();
  const ports = usePorts();
  const [hasNews, setHasNews] = useState(false);
  useEffect(() => {
    call("update.get", null).then(
      (notes) => setHasNews(notes.length > 0),
      () => undefined,
    );
  }, [call]);
  const open = useAction(() => ports.openOptions());
  if (!hasNews) return null;
  return (
    <Button kind="quiet" busy={open.busy} onPress={() => open.run()}>
      {message("update_link")}
    </Button>
  );
}
