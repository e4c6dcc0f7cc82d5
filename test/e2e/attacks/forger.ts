// Makes messages that a hostile script may send to Waykey: garbage of every type, and Waykey's own
// messages with something wrong in them. Nothing it makes is a well-formed start of a ceremony.

/**
 * Runs in a page, in its own world or in the extension's: only what is inside may be used.
 * @param build of the extension, as anybody can read it in its files
 * @returns the next message, other for every call and the same for the same seed
 */
export function createForger(
  seed: number,
  build: string,
): { next(): unknown; below(limit: number): number } {
  let state = seed;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const cycle: Record<string, unknown> = { type: "start" };
  cycle["self"] = cycle;
  let deep: unknown = 1;
  for (let level = 0; level < 500; level++) deep = { deep };
  const huge = "x".repeat(300_000);
  const garbage: (() => unknown)[] = [
    () => undefined,
    () => null,
    () => true,
    () => -0,
    () => Number.NaN,
    () => 2 ** 53,
    () => 10n ** 30n,
    () => "",
    () => "\uD800\u0000\u202E",
    () => (below(50) === 0 ? huge : "long".repeat(below(300))),
    () => [],
    () => Array.from({ length: below(200) }, (_, index) => index),
    () => cycle,
    () => deep,
    () => new Map([["type", "start"]]),
    () => new Set(["call"]),
    () => new Date(0),
    () => /start/,
    () => new Error("start"),
    () => new Uint8Array(below(64)),
    () => new ArrayBuffer(below(64)),
    () => () => "start",
    () => Object.create(null) as unknown,
    () => JSON.parse('{"then":1,"toJSON":2,"length":-1}') as unknown,
    () =>
      JSON.parse(
        '{"__proto__":{"polluted":true,"type":"call"},"constructor":{"prototype":1}}',
      ) as unknown,
  ];
  const some = (): unknown => garbage[below(garbage.length)]?.();
  // For an RP ID that is not the page's: never a ceremony, whatever else is right about it.
  const options = {
    challenge: "AAAA",
    rpId: "evil.test",
    rp: { id: "evil.test", name: "Evil" },
    user: { id: "AAAA", name: "evil", displayName: "evil" },
    pubKeyCredParams: [{ type: "public-key", alg: -7 }],
    origin: "https://evil.test",
  };
  const call = () => ({
    kind: ["get", "create", "kill"][below(3)],
    mediation: ["modal", "conditional", "silent"][below(3)],
    options,
  });
  const forms: (() => Record<string, unknown>)[] = [
    () => ({ type: "call", id: below(4), call: call() }),
    () => ({ type: "abort", id: below(4) }),
    () => ({ type: "ping", id: below(4) }),
    () => ({ type: "has-vault", id: below(4) }),
    () => ({ type: "checked", id: below(4), state: "in-place" }),
    () => ({ type: "outcome", id: below(4), outcome: { kind: "native" } }),
    () => ({ type: "start", build, crossOrigin: below(2) === 0, call: call() }),
    () => ({ type: "resume", build, ceremonyId: ["AAAA", "1", "__proto__"][below(3)] }),
    () => ({ type: "signal", build, signal: { kind: "unknown-credential", rpId: "evil.test" } }),
    () => ({ type: ["inspect", "images", "check-override", "begin-conditional"][below(4)] }),
    () => ({ type: "fill-code", code: "000000" }),
    () => ({ type: "screen", kind: "home" }),
    () => ({ build, method: ["vault.contents", "vault.lock", "toString"][below(3)], input: null }),
  ];
  return {
    below,
    next() {
      if (below(4) === 0) return some();
      const form = forms[below(forms.length)]?.() ?? {};
      const names = Object.keys(form);
      const name = names[below(names.length)] ?? "type";
      if (below(3) === 0) form[name] = some();
      if (below(6) === 0) delete form[name];
      if (below(6) === 0) form["extra"] = some();
      return form;
    },
  };
}
