// The popup over an open vault, and what it has asked of the worker.

import { loadLateScreens } from "../../../components/popup/late-screens.ts";
import { PopupApp } from "../../../components/popup/popup-app.tsx";
import type { AccountView, PageView } from "../../../lib/app/views.ts";
import { SETTINGS } from "./fixtures.ts";
import { type FakeClient, fakeClient, fakePorts, type Handlers, show } from "./screen.tsx";

await loadLateScreens();

export type OpenedPopup = {
  readonly client: FakeClient;
  /** The vault holds these from now on. */
  readonly become: (accounts: readonly AccountView[]) => void;
};

export async function openPopup(
  first: readonly AccountView[],
  more: Handlers = {},
  page: PageView | null = null,
  ports = fakePorts(),
): Promise<OpenedPopup> {
  let accounts = first;
  const client = fakeClient({
    "vault.status": () => ({ state: "unlocked" }),
    "vault.contents": () => ({ accounts, unreadable: [] }),
    "settings.get": () => SETTINGS,
    "page.inspect": () => page,
    "page.self-check": () => ({ host: "", state: "no-page" }),
    "otp.codes": () => [],
    ...more,
  });
  await show(<PopupApp client={client} ports={ports} />);
  return {
    client,
    become: (next) => {
      accounts = next;
    },
  };
}

/** The inputs of all calls of a method, in order. */
export function inputs(client: FakeClient, method: string): readonly unknown[] {
  return client.calls.filter((call) => call.method === method).map(({ input }) => input);
}
