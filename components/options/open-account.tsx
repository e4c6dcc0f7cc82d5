// One account on the full page: the screen that the popup has of it. What opens the full page elsewhere shows the
// section of this one.

import { useCallback, useMemo } from "preact/hooks";
import { message } from "../../lib/i18n/messages.ts";
import { AccountScreen, type AccountScreenProps } from "../account/account-screen.tsx";
import { FailedScreen } from "../controls/failed-screen.tsx";
import { Loading } from "../controls/loading.tsx";
import { HidesCodesProvider } from "../popup/hidden-codes.ts";
import type { OptionsSection } from "../ports.ts";
import { PortsProvider, usePorts } from "../ports-context.tsx";
import { useLoad } from "../use-load.ts";
import { useReturn } from "../use-return.ts";
import { useRpc } from "../use-rpc.tsx";

export type OpenAccountProps = Omit<AccountScreenProps, "isKnown"> & {
  readonly onOpenSection: (section: OptionsSection, accountId?: string) => void;
};

export function OpenAccount({ onOpenSection, ...props }: OpenAccountProps) {
  const { onChanged } = props;
  const { call } = useRpc();
  const outer = usePorts();
  const { result, reload } = useLoad(useCallback(() => call("preferences.get", null), [call]));
  useReturn(useCallback(() => void onChanged(), [onChanged]));
  const ports = useMemo(
    () => ({
      ...outer,
      openOptions: (section?: OptionsSection, accountId?: string) => {
        onOpenSection(section ?? "condition", accountId);
        return Promise.resolve();
      },
      closeWindow: () => undefined,
    }),
    [outer, onOpenSection],
  );
  if (result.state === "loading") return <Loading label={message("options_account_loading")} />;
  if (result.state === "failed") return <FailedScreen error={result.error} onRetry={reload} />;
  return (
    <PortsProvider value={ports}>
      <HidesCodesProvider value={result.value.hidesCodes}>
        <AccountScreen {...props} isKnown={false} />
      </HidesCodesProvider>
    </PortsProvider>
  );
}
