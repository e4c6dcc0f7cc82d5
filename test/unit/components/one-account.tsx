// The popup over an open vault of one account, with no page in use, and the way to that account's details.

import { loadLateScreens } from "../../../components/popup/late-screens.ts";
import { PopupApp } from "../../../components/popup/popup-app.tsx";
import type { Ports } from "../../../components/ports.ts";
import type { AccountView } from "../../../lib/app/views.ts";
import { PREFERENCES, SETTINGS } from "./fixtures.ts";
import {
  fakeClient,
  type FakeClient,
  fakePorts,
  type Handlers,
  press,
  settle,
  show,
} from "./screen.tsx";

await loadLateScreens();

export async function showPopup(
  account: AccountView,
  more: Handlers,
  ports: Ports = fakePorts(),
): Promise<FakeClient> {
  const client = fakeClient({
    "vault.status": () => ({ state: "unlocked" }),
    "vault.contents": () => ({ accounts: [account], unreadable: [] }),
    "settings.get": () => SETTINGS,
    "preferences.get": () => PREFERENCES,
    "page.inspect": () => null,
    "condition.get": () => ({ notices: [], decision: null, unreadable: 0, aside: 0 }),
    "otp.codes": () => [],
    ...more,
  });
  await show(<PopupApp client={client} ports={ports} />);
  await settle();
  return client;
}

export async function openDetails(account: AccountView): Promise<void> {
  await press(`Details of ${account.email} ${account.role === "client" ? "Client" : "Provider"}`);
}
