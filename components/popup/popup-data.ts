// Everything the popup's screens show, loaded together so that nothing jumps about afterwards. A
// page that cannot be inspected is no reason to hide the codes.

import { useCallback } from "preact/hooks";
import type { PageView, Settings, VaultContents } from "../../lib/app/views.ts";
import { isWaykeyError } from "../../lib/errors.ts";
import type { Draft } from "../ports.ts";
import { usePorts } from "../ports-context.tsx";
import { type Loader, useLoad } from "../use-load.ts";
import { useRpc } from "../use-rpc.tsx";

export type PopupData = {
  readonly contents: VaultContents;
  readonly settings: Settings;
  /** The page in use; `null` if it is none of Headway's or can't be inspected. */
  readonly page: PageView | null;
  /** Why the page could not be inspected; `null` if it could, or is none of Headway's. */
  readonly pageError: unknown;
  readonly draft: Draft | null;
};

type Inspection = Pick<PopupData, "page" | "pageError">;

export function usePopupData(): Loader<PopupData> {
  const { call } = useRpc();
  const { drafts } = usePorts();
  const load = useCallback(async (): Promise<PopupData> => {
    const inspection = call("page.inspect", null).then(
      (page): Inspection => ({ page, pageError: null }),
      (error: unknown): Inspection => ({
        page: null,
        pageError: isWaykeyError(error, "page/none") ? null : error,
      }),
    );
    const [contents, settings, page, draft] = await Promise.all([
      call("vault.contents", null),
      call("settings.get", null),
      inspection,
      drafts.get(),
    ]);
    return { contents, settings, ...page, draft };
  }, [call, drafts]);
  return useLoad(load);
}
