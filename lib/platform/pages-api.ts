// The browser's own extension API, which gives promises in both browsers: in the place of the polyfill for the
// extension's pages, whose start the polyfill would take part of, while all it does in Chromium beside that is to let
// the worker's listeners answer with promises.

import type { Browser } from "webextension-polyfill";

const scope = globalThis as unknown as { readonly browser?: Browser; readonly chrome: Browser };

/** Firefox has `chrome` too, as an older kind. */
export default scope.browser ?? scope.chrome;
