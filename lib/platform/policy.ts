// What an organization has laid down for the extension, out of the browser's managed storage.

import browser from "webextension-polyfill";
import type { PolicySource } from "../app/ports.ts";
import { useStorageArea } from "./storage-area.ts";

export const managedPolicy: PolicySource = {
  async read() {
    try {
      return await useStorageArea(() => browser.storage.managed.get());
    } catch {
      // Firefox has no such storage where nobody has laid anything down, and says so by an error. One that
      // never answers must not keep anybody from their codes.
      return {};
    }
  },
};
