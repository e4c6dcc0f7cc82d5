// Finds an element of the page by its id, and says which one is missing.

export function elementOf(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new RangeError(`id: no element ${id}`);
  return element;
}
