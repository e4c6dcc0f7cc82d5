// Options for navigator.credentials.get(), sound and unsound.

import { prompting, type Shape, silent } from "./shape.ts";

const of = (name: string, build: Shape["build"], rest?: Partial<Shape>) =>
  prompting("get", name, build, rest);
const no = (name: string, build: Shape["build"]) => silent("get", name, build);

const SOUND: readonly Shape[] = [
  of("the least that is needed", (t) => ({ publicKey: t.get() })),
  of("mediation optional", (t) => ({ mediation: "optional", publicKey: t.get() })),
  of("mediation required", (t) => ({ mediation: "required", publicKey: t.get() })),
  of("options behind a proxy", (t) => ({ publicKey: new Proxy(t.get(), {}) })),
  of("a signal that never aborts", (t) => ({
    publicKey: t.get(),
    signal: new AbortController().signal,
  })),
  of("every getter noted, in its order", (t, n) => {
    return t.watch(n, {
      publicKey: t.get({
        timeout: 300_000,
        hints: [],
        extensions: { prf: { eval: { first: t.bytes(4) } } },
      }),
      mediation: "optional",
    });
  }),
  of("no RP ID", (t) => ({ publicKey: t.get({ rpId: undefined }) })),
  of("RP ID in capitals", (t) => ({ publicKey: t.get({ rpId: "Headway.CO" }) })),
  of("challenge as ArrayBuffer", (t) => ({ publicKey: t.get({ challenge: t.bytes(32).buffer }) })),
  of("an empty challenge", (t) => ({ publicKey: t.get({ challenge: new Uint8Array() }) })),
  of("a challenge of 1024 bytes", (t) => ({ publicKey: t.get({ challenge: t.bytes(1024) }) })),
  of("an allowed id among unknown ones", (t) => ({
    publicKey: t.get({
      allowCredentials: [
        t.descriptor(t.bytes(16)),
        t.descriptor(t.mine),
        t.descriptor(t.bytes(20)),
      ],
    }),
  })),
  of("an allowed id twice", (t) => ({
    publicKey: t.get({ allowCredentials: [t.descriptor(t.mine), t.descriptor(t.mine)] }),
  })),
  of("an allowed id beside one of an unknown type", (t) => ({
    publicKey: t.get({
      allowCredentials: [{ type: "other", id: t.bytes(16) }, t.descriptor(t.mine)],
    }),
  })),
  of("an allowed id with transports that it never had", (t) => ({
    publicKey: t.get({
      allowCredentials: [{ type: "public-key", id: t.mine, transports: ["internal", "nonsense"] }],
    }),
  })),
  of("an allowed id as ArrayBuffer", (t) => ({
    publicKey: t.get({ allowCredentials: [{ type: "public-key", id: t.mine.slice().buffer }] }),
  })),
  of("allowCredentials from a Set", (t) => ({
    publicKey: t.get({ allowCredentials: new Set([t.descriptor(t.mine)]) }),
  })),
  of("user verification required", (t) => ({ publicKey: t.get({ userVerification: "required" }) })),
  of("user verification preferred", (t) => ({
    publicKey: t.get({ userVerification: "preferred" }),
  })),
  of("no user verification", (t) => ({ publicKey: t.get({ userVerification: undefined }) })),
  of("an unknown user verification", (t) => ({ publicKey: t.get({ userVerification: "maybe" }) })),
  of("timeout zero", (t) => ({ publicKey: t.get({ timeout: 0 }) })),
  of("a negative timeout", (t) => ({ publicKey: t.get({ timeout: -1 }) })),
  of("timeout as text", (t) => ({ publicKey: t.get({ timeout: "1e5" }) })),
  of("hint client-device", (t) => ({ publicKey: t.get({ hints: ["client-device"] }) })),
  of("unknown hints", (t) => ({ publicKey: t.get({ hints: ["nonsense"] }) })),
  of("empty extensions", (t) => ({ publicKey: t.get({ extensions: {} }) })),
  of("an unknown extension", (t) => ({ publicKey: t.get({ extensions: { unheardOf: true } }) })),
  of("prf without values", (t) => ({ publicKey: t.get({ extensions: { prf: {} } }) })),
  of("prf with one value", (t) => ({
    publicKey: t.get({ extensions: { prf: { eval: { first: t.bytes(8) } } } }),
  })),
  of("prf with two values", (t) => ({
    publicKey: t.get({ extensions: { prf: { eval: { first: t.bytes(8), second: t.bytes(0) } } } }),
  })),
  of("prf with a verified user", (t) => ({
    publicKey: t.get({
      userVerification: "required",
      extensions: { prf: { eval: { first: t.bytes(8) } } },
    }),
  })),
  of("prf by credential", (t) => ({
    publicKey: t.get({
      extensions: { prf: { evalByCredential: { [t.mineText]: { first: t.bytes(8) } } } },
    }),
  })),
  of("prf by credential before the general one", (t) => ({
    publicKey: t.get({
      extensions: {
        prf: {
          eval: { first: t.bytes(1), second: t.bytes(2) },
          evalByCredential: { [t.mineText]: { first: t.bytes(8) } },
        },
      },
    }),
  })),
  of("largeBlob read of nothing", (t) => ({
    publicKey: t.get({ extensions: { largeBlob: { read: true } } }),
  })),
  of("largeBlob write", (t) => ({
    publicKey: t.get({ extensions: { largeBlob: { write: t.bytes(40) } } }),
  })),
  of("largeBlob read of what was written", (t) => ({
    publicKey: t.get({ extensions: { largeBlob: { read: true } } }),
  })),
  of("largeBlob without a wish", (t) => ({ publicKey: t.get({ extensions: { largeBlob: {} } }) })),
  of("getCredBlob", (t) => ({ publicKey: t.get({ extensions: { getCredBlob: true } }) })),
  of("appidExclude", (t) => ({
    publicKey: t.get({ extensions: { appidExclude: "https://headway.co" } }),
  })),
  of("a challenge changed right after the call", (t) => {
    const challenge = t.bytes(32);
    void Promise.resolve().then(() => challenge.fill(0));
    return { publicKey: t.get({ challenge }) };
  }),
  of("an allow list emptied right after the call", (t) => {
    const allowCredentials = [t.descriptor(t.mine)];
    void Promise.resolve().then(() => allowCredentials.pop());
    return { publicKey: t.get({ allowCredentials }) };
  }),
];

const UNSOUND: readonly Shape[] = [
  no("publicKey undefined", () => ({ publicKey: undefined })),
  no("publicKey null", () => ({ publicKey: null })),
  no("publicKey a number", () => ({ publicKey: 7 })),
  no("publicKey empty", () => ({ publicKey: {} })),
  no("nothing", () => undefined),
  no("a number", () => 7),
  no("no challenge", (t) => ({ publicKey: t.get({ challenge: undefined }) })),
  no("challenge a text", (t) => ({ publicKey: t.get({ challenge: "AAAA" }) })),
  no("challenge null", (t) => ({ publicKey: t.get({ challenge: null }) })),
  no("RP ID null", (t) => ({ publicKey: t.get({ rpId: null }) })),
  no("RP ID empty", (t) => ({ publicKey: t.get({ rpId: "" }) })),
  no("RP ID of another site", (t) => ({ publicKey: t.get({ rpId: "example.org" }) })),
  no("RP ID below the host", (t) => ({ publicKey: t.get({ rpId: "login.headway.co" }) })),
  no("RP ID a public suffix", (t) => ({ publicKey: t.get({ rpId: "co" }) })),
  no("RP ID a symbol", (t) => ({ publicKey: t.get({ rpId: Symbol("r") }) })),
  no("allowCredentials null", (t) => ({ publicKey: t.get({ allowCredentials: null }) })),
  no("allowCredentials a text", (t) => ({ publicKey: t.get({ allowCredentials: "x" }) })),
  no("an allowed one without id", (t) => ({
    publicKey: t.get({ allowCredentials: [{ type: "public-key" }] }),
  })),
  no("an allowed one without type", (t) => ({
    publicKey: t.get({ allowCredentials: [{ id: t.mine }] }),
  })),
  no("an allowed id a text", (t) => ({
    publicKey: t.get({ allowCredentials: [{ type: "public-key", id: "AAAA" }] }),
  })),
  no("transports null", (t) => ({
    publicKey: t.get({
      allowCredentials: [{ type: "public-key", id: t.mine, transports: null }],
    }),
  })),
  no("extensions a number", (t) => ({ publicKey: t.get({ extensions: 7 }) })),
  no("prf by credential without an allow list", (t) => ({
    publicKey: t.get({
      allowCredentials: [],
      extensions: { prf: { evalByCredential: { [t.mineText]: { first: t.bytes(8) } } } },
    }),
  })),
  no("prf by an empty id", (t) => ({
    publicKey: t.get({
      extensions: { prf: { evalByCredential: { "": { first: t.bytes(8) } } } },
    }),
  })),
  no("prf by an id that is not base64url", (t) => ({
    publicKey: t.get({
      extensions: { prf: { evalByCredential: { "==": { first: t.bytes(8) } } } },
    }),
  })),
  no("prf by an id that is not allowed", (t) => ({
    publicKey: t.get({
      extensions: { prf: { evalByCredential: { AAAA: { first: t.bytes(8) } } } },
    }),
  })),
  no("prf value missing", (t) => ({ publicKey: t.get({ extensions: { prf: { eval: {} } } }) })),
  no("prf by credential null", (t) => ({
    publicKey: t.get({ extensions: { prf: { evalByCredential: null } } }),
  })),
  no("largeBlob with support", (t) => ({
    publicKey: t.get({ extensions: { largeBlob: { support: "required" } } }),
  })),
  no("largeBlob read and write", (t) => ({
    publicKey: t.get({ extensions: { largeBlob: { read: true, write: t.bytes(4) } } }),
  })),
  no("largeBlob write without an allow list", (t) => ({
    publicKey: t.get({ allowCredentials: [], extensions: { largeBlob: { write: t.bytes(4) } } }),
  })),
  no("largeBlob write for two credentials", (t) => ({
    publicKey: t.get({
      allowCredentials: [t.descriptor(t.mine), t.descriptor(t.bytes(16))],
      extensions: { largeBlob: { write: t.bytes(4) } },
    }),
  })),
  no("credProps", (t) => ({ publicKey: t.get({ extensions: { credProps: true } }) })),
  no("an aborted signal", (t) => ({ publicKey: t.get(), signal: AbortSignal.abort() })),
  no("an aborted signal with a reason", (t) => ({
    publicKey: t.get(),
    signal: AbortSignal.abort({ mine: true }),
  })),
  no("an aborted signal and a bad challenge", (t) => ({
    publicKey: t.get({ challenge: 7 }),
    signal: AbortSignal.abort("my reason"),
  })),
  no("a getter that throws", (t) => ({
    publicKey: Object.defineProperty(t.get(), "challenge", {
      get: () => {
        throw new RangeError("mine");
      },
    }),
  })),
  no("an unknown mediation", (t) => ({ mediation: "telepathy", publicKey: t.get() })),
];

export const GET_SHAPES: readonly Shape[] = [...SOUND, ...UNSOUND];
