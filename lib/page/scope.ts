// Where the shim and the bridge act at all: an https document with an origin of its own, in a frame or
// on top of its tab. Everywhere else the browser's WebAuthn is left untouched.

/** False for insecure, opaque, `about:`, `blob:` and `data:` documents. */
export function mayAct(window: Window & typeof globalThis): boolean {
  if (!window.isSecureContext || !window.document.URL.startsWith("https:")) return false;
  return window.origin !== "null";
}
