// The document beside Chromium's worker, which has none: for the clipboard. Firefox needs none.

import { serveOffscreenPage } from "../../lib/platform/offscreen-page.ts";
import { createExtensionRpcClient } from "../../lib/platform/rpc-client.ts";

serveOffscreenPage(createExtensionRpcClient());
