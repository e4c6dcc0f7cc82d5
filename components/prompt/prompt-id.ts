// Which ceremony a prompt window is about, from its own address: `prompt.html?id=…` or `#id=…`.

/** `null` if the address names none. */
export function promptId(url: URL): string | null {
  const named = url.searchParams.get("id") ?? new URLSearchParams(url.hash.slice(1)).get("id");
  return named === null || named === "" ? null : named;
}
