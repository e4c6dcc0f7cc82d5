// The browser as the user interface sees it.

import browser from "webextension-polyfill";
import type {
  BrowserFeature,
  FilePort,
  OptionsSection,
  Ports,
  QrPort,
} from "../../components/ports.ts";
import { HEADWAY_MATCHES } from "../headway/hosts.ts";
import { camera } from "./camera.ts";
import type { RpcClient } from "../rpc/protocol.ts";
import { deviceAuthenticator } from "./device-authenticator.ts";
import { FAILED_FILL_KEY, SESSION_KEY } from "../app/session-keys.ts";
import { drafts } from "./drafts.ts";
import { importFiles } from "./import-files.ts";

/** Where lib/app/copies.ts and lib/app/notices.ts keep what they have found, by storage area. */
const CONDITION_KEYS: Readonly<Record<string, string>> = {
  session: "vault-decision",
  local: "notices",
};

const files: FilePort = {
  async download(fileName, text) {
    const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = fileName;
    link.click();
    // The browser has taken hold of the blob by the time the next task runs.
    await new Promise((resolve) => setTimeout(resolve, 0));
    URL.revokeObjectURL(url);
  },
};

/** Firefox grants it to extensions with `unlimitedStorage` without asking. */
async function persist(): Promise<boolean> {
  return canPersist() && navigator.storage.persist();
}

function canPersist(): boolean {
  return "storage" in navigator && "persist" in navigator.storage;
}

function isFirefox(): boolean {
  return browser.runtime.getURL("").startsWith("moz-extension:");
}

/** Chromium never evicts an extension that has `unlimitedStorage`, whatever `persisted` says of it. */
async function isStorageKept(): Promise<boolean> {
  const isExempt =
    !isFirefox() && (await browser.permissions.contains({ permissions: ["unlimitedStorage"] }));
  return isExempt || (canPersist() && navigator.storage.persisted());
}

async function browserFeatures(): Promise<readonly BrowserFeature[]> {
  const origins = [...HEADWAY_MATCHES];
  return [
    {
      id: "host-access",
      available: await browser.permissions.contains({ origins }),
    },
    {
      id: "webauthn",
      available: "credentials" in navigator && "PublicKeyCredential" in globalThis,
    },
    {
      id: "open-popup",
      available: "openPopup" in browser.action,
    },
    {
      id: "persistent-storage",
      available: await isStorageKept(),
    },
    {
      id: "webassembly",
      available: typeof WebAssembly === "object",
    },
  ];
}

/** In Chromium, and in Firefox from version 142 on; the polyfill's types do not know it. */
type PinTeller = { getUserSettings?: () => Promise<{ isOnToolbar?: boolean }> };

async function isPinned(): Promise<boolean | null> {
  const action = browser.action as typeof browser.action & PinTeller;
  const settings = await action.getUserSettings?.();
  return settings?.isOnToolbar ?? null;
}

type StorageListener = Parameters<typeof browser.storage.onChanged.addListener>[0];

function onStorage(look: StorageListener): () => void {
  browser.storage.onChanged.addListener(look);
  return () => browser.storage.onChanged.removeListener(look);
}

/** The key of the vault leaving storage.session is the lock itself, whoever caused it. */
function onLock(listener: () => void): () => void {
  return onStorage((changes, area) => {
    const change = changes[SESSION_KEY];
    if (area === "session" && change !== undefined && change.newValue === undefined) listener();
  });
}

/** The key of the vault coming into storage.session, and not merely renewed there. */
function onUnlock(listener: () => void): () => void {
  return onStorage((changes, area) => {
    const change = changes[SESSION_KEY];
    const isNew = change?.newValue !== undefined && change.oldValue === undefined;
    if (area === "session" && isNew) listener();
  });
}

/** What the worker notes of the vault's condition changes in storage, whoever caused it. */
function onCondition(listener: () => void): () => void {
  return onStorage((changes, area) => {
    const key = CONDITION_KEYS[area];
    if (key !== undefined && changes[key] !== undefined) listener();
  });
}

/** The worker keeps the failure in storage.session before it opens the popup. */
function onFailedFill(listener: () => void): () => void {
  return onStorage((changes, area) => {
    if (area === "session" && changes[FAILED_FILL_KEY]?.newValue !== undefined) listener();
  });
}

async function openOptions(section?: OptionsSection, accountId?: string): Promise<void> {
  if (section === undefined) {
    await browser.runtime.openOptionsPage();
    return;
  }
  const query = accountId === undefined ? "" : `?account=${encodeURIComponent(accountId)}`;
  await browser.tabs.create({ url: browser.runtime.getURL(`options.html${query}#${section}`) });
}

/** Needs `activeTab`, which the browser grants when the user presses the button or its shortcut. */
async function captureTab(): Promise<string | null> {
  try {
    return await browser.tabs.captureVisibleTab(undefined, { format: "png" });
  } catch (error) {
    // Not granted, or a page of the browser's own: both say it with a plain Error and no name to go by.
    if (error instanceof Error) return null;
    throw error;
  }
}

/** The ports of an extension page, which calls the worker by `client`. `qr` comes from the page that can decode. */
export function createUiPorts(qr: QrPort, client: RpcClient): Ports {
  return {
    browser: isFirefox() ? "firefox" : "chrome",
    version: browser.runtime.getManifest().version,
    drafts,
    clipboard: {
      async copy(text) {
        // Before: a popup that closes over it must leave nothing that is not cleared.
        await client.call("clipboard.note", { text });
        try {
          await navigator.clipboard.writeText(text);
        } catch (error) {
          // What was copied before is still there, and is still to be cleared. No worker: the alarm is there.
          await client.call("clipboard.not-copied", { text }).catch(() => undefined);
          throw error;
        }
      },
      copyToKeep: (text) => navigator.clipboard.writeText(text),
    },
    qr,
    camera,
    captureTab,
    files,
    imports: importFiles,
    device: deviceAuthenticator,
    requestAccess: () => browser.permissions.request({ origins: [...HEADWAY_MATCHES] }),
    browserFeatures,
    isPinned,
    commands: {
      async list() {
        const commands = await browser.commands.getAll();
        return commands.map(({ name, description, shortcut }) => ({
          name: name ?? "",
          description: description ?? "",
          shortcut: shortcut ?? "",
        }));
      },
    },
    openOptions,
    persist,
    onLock,
    onUnlock,
    onCondition,
    onFailedFill,
    print: () => {
      window.print();
    },
    closeWindow: () => {
      window.close();
    },
  };
}
