// Where the shim and the bridge act at all: an https document with an origin of its own, on top or in
// frames of that same origin only. Everywhere else the browser's WebAuthn is left untouched.

/** False for insecure, opaque, `about:`, `blob:` and `data:` documents and cross-origin frames. */
export function mayAct(window: Window & typeof globalThis): boolean {
  if (!window.isSecureContext || window.location.protocol !== "https:") return false;
  const origin = window.origin;
  return origin !== "null" && hasSameOriginAncestors(window, origin);
}

function hasSameOriginAncestors(window: Window, origin: string): boolean {
  try {
    let frame: Window = window;
    while (frame !== frame.parent) {
      frame = frame.parent;
      if (frame.location.origin !== origin) return false;
    }
    return true;
  } catch {
    // A cross-origin ancestor refuses to be read; that is the answer.
    return false;
  }
}
