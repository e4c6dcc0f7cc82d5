// The frames above a document: whether all of them are of its own origin, and the highest one that is
// reached without crossing another. To be asked before any code of the document runs; in a world that
// the page shares, frames above may still lie, so what counts is the isolated world's answer.

/** Whether any frame above is of another origin, or of one that cannot be read. */
export function isCrossOriginFrame(window: Window): boolean {
  if (window.parent === window) return false;
  const { ancestorOrigins } = window.location as { ancestorOrigins?: DOMStringList };
  if (ancestorOrigins !== undefined) {
    for (let i = 0; i < ancestorOrigins.length; i++) {
      if (ancestorOrigins.item(i) !== window.origin) return true;
    }
    return false;
  }
  const highest = highestOfOrigin(window);
  return highest !== highest.parent;
}

/** The window itself, or the highest above it with frames of the same origin only in between. */
export function highestOfOrigin(window: Window): Window {
  let highest = window;
  while (highest.parent !== highest && originOf(highest.parent) === window.origin) {
    highest = highest.parent;
  }
  return highest;
}

function originOf(window: Window): string | null {
  try {
    return window.location.origin;
  } catch {
    // Of another origin: its address cannot be read.
    return null;
  }
}
