// The worker's composition root: makes the ports, the application and the ceremonies, and registers
// every listener in the first turn.

import { defineBackground } from "wxt/utils/define-background";
import { createApp } from "../lib/app/app.ts";
import { Ceremonies } from "../lib/app/ceremonies.ts";
import { forgetFailedFill } from "../lib/app/failed-fills.ts";
import { forgetPendingFills } from "../lib/app/pending-fills.ts";
import { extensionAlarms } from "../lib/platform/alarms.ts";
import { extensionClipboard } from "../lib/platform/clipboard.ts";
import { listenForContentPorts } from "../lib/platform/content-ports.ts";
import { listenForMenus } from "../lib/platform/context-menus.ts";
import { drafts, forgetDraft } from "../lib/platform/drafts.ts";
import { createIdbStore } from "../lib/platform/idb-store.ts";
import { deviceRpId, ownOrigin } from "../lib/platform/device-party.ts";
import { systemIdle } from "../lib/platform/idle.ts";
import { listenForLocks } from "../lib/platform/lock-events.ts";
import { keptStore } from "../lib/platform/kept-store.ts";
import { localCopy } from "../lib/platform/local-copy.ts";
import { speak } from "../lib/platform/messages.ts";
import { extensionPages } from "../lib/platform/pages.ts";
import { managedPolicy } from "../lib/platform/policy.ts";
import { promptWindows } from "../lib/platform/prompt-windows.ts";
import { browserRandom } from "../lib/platform/random.ts";
import { remindAtStart } from "../lib/platform/reset-reminder.ts";
import { closeStorageToPages, sessionStore } from "../lib/platform/session-store.ts";
import { stayAwake } from "../lib/platform/stay-awake.ts";
import { databaseName, extensionStorage, onStartAnew } from "../lib/platform/storage.ts";
import { listenForInstallation } from "../lib/platform/welcome.ts";
import { wait } from "../lib/platform/wait.ts";
import { listenForWorkerEvents } from "../lib/platform/worker-events.ts";

/** What wakes a worker has its answer by then, and a prompt that it opens is there: to load that takes all that a small computer has. */
const CHORES_AFTER_MS = 2000;

export default defineBackground(() => {
  speak();
  const app = createApp({
    store: createIdbStore(databaseName, onStartAnew),
    copy: localCopy,
    storage: extensionStorage,
    kept: keptStore,
    policy: managedPolicy,
    sessionStore,
    alarms: extensionAlarms,
    idle: systemIdle,
    clipboard: extensionClipboard,
    pages: extensionPages,
    prompts: promptWindows,
    now: () => Date.now(),
    random: browserRandom,
    extensionOrigin: ownOrigin(),
    deviceRpId: deviceRpId(),
    wait,
    stayAwake,
    onLock: async () => {
      await drafts.set(null);
      await forgetPendingFills(sessionStore);
      await forgetFailedFill({ sessionStore, alarms: extensionAlarms });
      await ceremonies.onLock();
    },
  });
  const ceremonies = new Ceremonies(app);
  listenForContentPorts(app, ceremonies);
  listenForWorkerEvents(app, ceremonies);
  listenForLocks(app);
  listenForMenus(app);
  listenForInstallation(app);
  void closeStorageToPages();
  // What nobody waits for comes after the answers to what woke the worker.
  setTimeout(() => {
    void app.copies.catchUp();
    // The one before may have died between a change of an account and that of its reminder.
    void remindAtStart(app);
    // A lock may have been cut off before it came to the draft.
    void app.session.isOpen().then((isOpen) => (isOpen ? undefined : forgetDraft()));
  }, CHORES_AFTER_MS);
});
