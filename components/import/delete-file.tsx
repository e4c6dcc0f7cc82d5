// The advice to delete a file that was imported: once both copies of the vault have what was in it.

import { useCallback } from "preact/hooks";
import { message } from "../../lib/i18n/messages.ts";
import { useLoad } from "../use-load.ts";
import { useRpc } from "../use-rpc.tsx";

export function DeleteFile() {
  const { call } = useRpc();
  // It is answered when the second copy has what was added, or that has failed.
  const { result } = useLoad(useCallback(() => call("condition.get", null), [call]));
  const isInBoth =
    result.state === "ready" && !result.value.notices.some(({ kind }) => kind === "copy-failed");
  return <p role="status">{isInBoth ? message("import_delete_file") : ""}</p>;
}
