// What an organization has laid down for the extension, out of the browser's managed storage.

import browser from "webextension-polyfill";
import type { PolicySource } from "../app/ports.ts";

export const managedPolicy: PolicySource = {
  async read() {
    try {
      return await browser.storage.managed.get();
    } catch {
      // Firefox has no such storage where nobody has laid anything down, and says so by an error.
      return {};
    }
  },
};
