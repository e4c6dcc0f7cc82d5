// For the tests that take the key derivation without cost: they are about the seals, not about WebCrypto.

import { quicken } from "./quick-subtle.ts";

// Once in each worker, however many files it takes.
if (!Object.hasOwn(crypto.subtle, "decrypt")) quicken(crypto.subtle);
