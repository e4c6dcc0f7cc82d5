// Options for navigator.credentials.create(), sound and unsound.

import { prompting, type Shape, silent } from "./shape.ts";

const of = (name: string, build: Shape["build"], rest?: Partial<Shape>) =>
  prompting("create", name, build, rest);
const no = (name: string, build: Shape["build"]) => silent("create", name, build);

const SOUND: readonly Shape[] = [
  of("the least that is needed", (t) => ({ publicKey: t.create() })),
  of("mediation optional", (t) => ({ mediation: "optional", publicKey: t.create() })),
  of("mediation required", (t) => ({ mediation: "required", publicKey: t.create() })),
  of("other members undefined", (t) => ({
    publicKey: t.create(),
    password: undefined,
    federated: undefined,
    signal: undefined,
  })),
  of("a signal that never aborts", (t) => ({
    publicKey: t.create(),
    signal: new AbortController().signal,
  })),
  of("options that inherit", (t) => Object.create({ publicKey: t.create() }) as object),
  of("public key options that inherit", (t) => ({
    publicKey: Object.create(t.create()) as object,
  })),
  of("options behind a proxy", (t) => new Proxy({ publicKey: t.create() }, {})),
  of("options of a function object", (t) => Object.assign(() => null, { publicKey: t.create() })),
  of("frozen options", (t) => Object.freeze({ publicKey: Object.freeze(t.create()) })),
  of("every getter noted, in its order", (t, n) => {
    return t.watch(n, {
      publicKey: t.create({
        timeout: 300_000,
        excludeCredentials: [{ type: "public-key", id: t.bytes(16), transports: ["usb"] }],
        attestation: "none",
        extensions: { credProps: true },
      }),
      mediation: "optional",
    });
  }),
  of("a getter that answers differently the second time", (t, n) => {
    let reads = 0;
    const options = t.create();
    const challenge = options["challenge"];
    Object.defineProperty(options, "challenge", {
      get: () => {
        n.note(`read ${++reads}`);
        return reads === 1 ? challenge : t.bytes(16);
      },
    });
    return { publicKey: options };
  }),
  of("challenge as ArrayBuffer", (t) => ({
    publicKey: t.create({ challenge: t.bytes(32).buffer }),
  })),
  of("challenge as DataView", (t) => ({
    publicKey: t.create({ challenge: new DataView(t.bytes(40).buffer, 4, 32) }),
  })),
  of("challenge as Uint16Array", (t) => ({
    publicKey: t.create({ challenge: new Uint16Array(t.bytes(32).buffer) }),
  })),
  of("challenge as Float64Array with an offset", (t) => ({
    publicKey: t.create({ challenge: new Float64Array(t.bytes(40).buffer, 8, 4) }),
  })),
  of("an empty challenge", (t) => ({ publicKey: t.create({ challenge: new Uint8Array() }) })),
  of("a challenge of one byte", (t) => ({ publicKey: t.create({ challenge: t.bytes(1) }) })),
  of("a challenge of 1024 bytes", (t) => ({ publicKey: t.create({ challenge: t.bytes(1024) }) })),
  of("a challenge changed right after the call", (t) => {
    const challenge = t.bytes(32);
    void Promise.resolve().then(() => challenge.fill(0));
    return { publicKey: t.create({ challenge }) };
  }),
  of("no RP ID", (t) => ({ publicKey: t.create({ rp: { name: "Headway" } }) })),
  of("RP ID undefined", (t) => ({ publicKey: t.create({ rp: { id: undefined, name: "H" } }) })),
  of("RP ID in capitals", (t) => ({
    publicKey: t.create({ rp: { id: "HEADWAY.CO", name: "H" } }),
  })),
  of("an empty RP name", (t) => ({ publicKey: t.create({ rp: { name: "" } }) })),
  of("RP name null", (t) => ({ publicKey: t.create({ rp: { name: null } }) })),
  of("RP name a number", (t) => ({ publicKey: t.create({ rp: { name: 7 } }) })),
  of("RP icon", (t) => ({ publicKey: t.create({ rp: { name: "H", icon: "https://x.test/" } }) })),
  of("a user handle of one byte", (t) => ({
    publicKey: t.create({ user: { id: t.bytes(1), name: "a", displayName: "b" } }),
  })),
  of("a user handle of 64 bytes", (t) => ({
    publicKey: t.create({ user: { id: t.bytes(64), name: "a", displayName: "b" } }),
  })),
  of("user handle as ArrayBuffer", (t) => ({
    publicKey: t.create({ user: { id: t.bytes(16).buffer, name: "a", displayName: "b" } }),
  })),
  of("empty user names", (t) => ({
    publicKey: t.create({ user: { id: t.bytes(9), name: "", displayName: "" } }),
  })),
  of("user names null", (t) => ({
    publicKey: t.create({ user: { id: t.bytes(9), name: null, displayName: null } }),
  })),
  of("very long user names", (t) => ({
    publicKey: t.create({
      user: { id: t.bytes(9), name: "n".repeat(2000), displayName: "é".repeat(2000) },
    }),
  })),
  of("user names of many scripts", (t) => ({
    publicKey: t.create({
      user: { id: t.bytes(9), name: "ана@пример.рф", displayName: "שלום 👩‍⚕️" },
    }),
  })),
  of("no algorithms", (t) => ({ publicKey: t.create({ pubKeyCredParams: [] }) })),
  of("ES256 after others", (t) => ({
    publicKey: t.create({
      pubKeyCredParams: [-65535, -37, -7].map((alg) => ({ type: "public-key", alg })),
    }),
  })),
  of("ES256 twice", (t) => ({
    publicKey: t.create({
      pubKeyCredParams: [-7, -7].map((alg) => ({ type: "public-key", alg })),
    }),
  })),
  of("an unknown type before ES256", (t) => ({
    publicKey: t.create({
      pubKeyCredParams: [
        { type: "something", alg: -8 },
        { type: "public-key", alg: -7 },
      ],
    }),
  })),
  of("an algorithm as a string", (t) => ({
    publicKey: t.create({ pubKeyCredParams: [{ type: "public-key", alg: "-7" }] }),
  })),
  of("a fractional algorithm", (t) => ({
    publicKey: t.create({ pubKeyCredParams: [{ type: "public-key", alg: -7.9 }] }),
  })),
  of("an algorithm beyond 32 bits", (t) => ({
    publicKey: t.create({ pubKeyCredParams: [{ type: "public-key", alg: 4294967296 - 7 }] }),
  })),
  of("algorithms from a Set", (t) => ({
    publicKey: t.create({ pubKeyCredParams: new Set([{ type: "public-key", alg: -7 }]) }),
  })),
  of("algorithms from a generator", (t, n) => {
    function* list() {
      n.note("started");
      yield { type: "public-key", alg: -7 };
      n.note("finished");
    }
    return { publicKey: t.create({ pubKeyCredParams: list() }) };
  }),
  of("EdDSA alone", (t) => ({
    publicKey: t.create({ pubKeyCredParams: [{ type: "public-key", alg: -8 }] }),
  })),
  of("EdDSA before ES256", (t) => ({
    publicKey: t.create({
      pubKeyCredParams: [-8, -7].map((alg) => ({ type: "public-key", alg })),
    }),
  })),
  of("no timeout", (t) => ({ publicKey: t.create({ timeout: undefined }) })),
  of("timeout zero", (t) => ({ publicKey: t.create({ timeout: 0 }) })),
  of("timeout of the largest number", (t) => ({ publicKey: t.create({ timeout: 4294967295 }) })),
  of("timeout beyond 32 bits", (t) => ({ publicKey: t.create({ timeout: 4294967296 + 60_000 }) })),
  of("a negative timeout", (t) => ({ publicKey: t.create({ timeout: -1 }) })),
  of("timeout as text", (t) => ({ publicKey: t.create({ timeout: "60000" }) })),
  of("timeout NaN", (t) => ({ publicKey: t.create({ timeout: NaN }) })),
  of("timeout null", (t) => ({ publicKey: t.create({ timeout: null }) })),
  of("no exclusions", (t) => ({ publicKey: t.create({ excludeCredentials: [] }) })),
  of("exclusions of nobody's", (t) => ({
    publicKey: t.create({ excludeCredentials: [t.descriptor(t.bytes(16))] }),
  })),
  of("an exclusion of an unknown type with a known id", (t) => ({
    publicKey: t.create({ excludeCredentials: [{ type: "other", id: t.mine }] }),
  })),
  of("an exclusion of a credential that is there", (t) => ({
    publicKey: t.create({ excludeCredentials: [t.descriptor(t.mine)] }),
  })),
  of("an exclusion of one that is there, with other transports", (t) => ({
    publicKey: t.create({
      excludeCredentials: [{ type: "public-key", id: t.mine, transports: ["usb", "nonsense"] }],
    }),
  })),
  of("an empty selection", (t) => ({ publicKey: t.create({ authenticatorSelection: {} }) })),
  of("selection null", (t) => ({ publicKey: t.create({ authenticatorSelection: null }) })),
  of("attachment platform", (t) => ({
    publicKey: t.create({
      authenticatorSelection: {
        authenticatorAttachment: "platform",
        userVerification: "discouraged",
      },
    }),
  })),
  of(
    "attachment cross-platform",
    (t) => ({
      publicKey: t.create({
        authenticatorSelection: {
          authenticatorAttachment: "cross-platform",
          userVerification: "discouraged",
        },
      }),
    }),
    { authenticator: "usb" },
  ),
  of("an unknown attachment", (t) => ({
    publicKey: t.create({
      authenticatorSelection: {
        authenticatorAttachment: "pocket",
        userVerification: "discouraged",
      },
    }),
  })),
  of("an empty attachment", (t) => ({
    publicKey: t.create({
      authenticatorSelection: { authenticatorAttachment: "", userVerification: "discouraged" },
    }),
  })),
  of("resident key required", (t) => ({
    publicKey: t.create({
      authenticatorSelection: { residentKey: "required", userVerification: "discouraged" },
      extensions: { credProps: true },
    }),
  })),
  of("resident key preferred", (t) => ({
    publicKey: t.create({
      authenticatorSelection: { residentKey: "preferred", userVerification: "discouraged" },
      extensions: { credProps: true },
    }),
  })),
  of("resident key discouraged", (t) => ({
    publicKey: t.create({
      authenticatorSelection: { residentKey: "discouraged", userVerification: "discouraged" },
      extensions: { credProps: true },
    }),
  })),
  of("resident key nonsense", (t) => ({
    publicKey: t.create({
      authenticatorSelection: { residentKey: "nonsense", userVerification: "discouraged" },
      extensions: { credProps: true },
    }),
  })),
  of("requireResidentKey", (t) => ({
    publicKey: t.create({
      authenticatorSelection: { requireResidentKey: true, userVerification: "discouraged" },
      extensions: { credProps: true },
    }),
  })),
  of("requireResidentKey against residentKey", (t) => ({
    publicKey: t.create({
      authenticatorSelection: {
        residentKey: "required",
        requireResidentKey: false,
        userVerification: "discouraged",
      },
      extensions: { credProps: true },
    }),
  })),
  of("user verification required", (t) => ({
    publicKey: t.create({ authenticatorSelection: { userVerification: "required" } }),
  })),
  of("user verification preferred", (t) => ({
    publicKey: t.create({ authenticatorSelection: { userVerification: "preferred" } }),
  })),
  of("an unknown user verification", (t) => ({
    publicKey: t.create({ authenticatorSelection: { userVerification: "perhaps" } }),
  })),
  of("hint client-device", (t) => ({ publicKey: t.create({ hints: ["client-device"] }) })),
  of("unknown hints", (t) => ({ publicKey: t.create({ hints: ["nonsense", ""] }) })),
  of("attestation direct", (t) => ({ publicKey: t.create({ attestation: "direct" }) })),
  of("attestation indirect", (t) => ({ publicKey: t.create({ attestation: "indirect" }) })),
  of("attestation none", (t) => ({ publicKey: t.create({ attestation: "none" }) })),
  of("an unknown attestation", (t) => ({ publicKey: t.create({ attestation: "spoken" }) })),
  of("attestation formats", (t) => ({
    publicKey: t.create({ attestationFormats: ["packed", "none"] }),
  })),
  of("empty extensions", (t) => ({ publicKey: t.create({ extensions: {} }) })),
  of("extensions null", (t) => ({ publicKey: t.create({ extensions: null }) })),
  of("an unknown extension", (t) => ({
    publicKey: t.create({ extensions: { unheardOf: { deep: [1] } } }),
  })),
  of("credProps false", (t) => ({ publicKey: t.create({ extensions: { credProps: false } }) })),
  of("credProps of another type", (t) => ({
    publicKey: t.create({ extensions: { credProps: "yes" } }),
  })),
  of("prf without values", (t) => ({ publicKey: t.create({ extensions: { prf: {} } }) })),
  of("prf with one value", (t) => ({
    publicKey: t.create({ extensions: { prf: { eval: { first: t.bytes(8) } } } }),
  })),
  of("prf with two values, as buffer and view", (t) => ({
    publicKey: t.create({
      extensions: {
        prf: { eval: { first: t.bytes(0).buffer, second: new DataView(t.bytes(64).buffer) } },
      },
    }),
  })),
  of("largeBlob required", (t) => ({
    publicKey: t.create({
      authenticatorSelection: { residentKey: "required", userVerification: "discouraged" },
      extensions: { largeBlob: { support: "required" } },
    }),
  })),
  of("largeBlob preferred", (t) => ({
    publicKey: t.create({
      authenticatorSelection: { residentKey: "required", userVerification: "discouraged" },
      extensions: { largeBlob: { support: "preferred" } },
    }),
  })),
  of("largeBlob without support", (t) => ({
    publicKey: t.create({ extensions: { largeBlob: {} } }),
  })),
  of("credBlob", (t) => ({ publicKey: t.create({ extensions: { credBlob: t.bytes(8) } }) })),
  of("minPinLength", (t) => ({ publicKey: t.create({ extensions: { minPinLength: true } }) })),
  of("credential protection optional", (t) => ({
    publicKey: t.create({
      extensions: { credentialProtectionPolicy: "userVerificationOptional" },
    }),
  })),
  of("hmacCreateSecret", (t) => ({
    publicKey: t.create({ extensions: { hmacCreateSecret: true } }),
  })),
  of("all extensions at once", (t) => ({
    publicKey: t.create({
      authenticatorSelection: { residentKey: "required", userVerification: "discouraged" },
      extensions: {
        credProps: true,
        prf: { eval: { first: t.bytes(4) } },
        largeBlob: { support: "preferred" },
        minPinLength: true,
      },
    }),
  })),
  of("unknown members everywhere", (t) => ({
    surplus: 1,
    publicKey: t.create({
      surplus: 1,
      rp: { name: "H", surplus: 1 },
      user: { id: t.bytes(9), name: "a", displayName: "b", surplus: 1, icon: "x" },
    }),
  })),
];

const UNSOUND: readonly Shape[] = [
  no("no argument's members at all", () => ({})),
  no("nothing", () => undefined),
  no("null", () => null),
  no("a number", () => 7),
  no("a text", () => "publicKey"),
  no("publicKey undefined", () => ({ publicKey: undefined })),
  no("publicKey null", () => ({ publicKey: null })),
  no("publicKey a text", () => ({ publicKey: "x" })),
  no("publicKey empty", () => ({ publicKey: {} })),
  no("no challenge", (t) => ({ publicKey: t.create({ challenge: undefined }) })),
  no("challenge null", (t) => ({ publicKey: t.create({ challenge: null }) })),
  no("challenge a text", (t) => ({ publicKey: t.create({ challenge: "AAAA" }) })),
  no("challenge an array", (t) => ({ publicKey: t.create({ challenge: [1, 2, 3] }) })),
  no("challenge a number", (t) => ({ publicKey: t.create({ challenge: 0 }) })),
  no("no rp", (t) => ({ publicKey: t.create({ rp: undefined }) })),
  no("rp null", (t) => ({ publicKey: t.create({ rp: null }) })),
  no("rp a text", (t) => ({ publicKey: t.create({ rp: "headway.co" }) })),
  no("rp without a name", (t) => ({ publicKey: t.create({ rp: { id: "headway.co" } }) })),
  no("rp name a symbol", (t) => ({ publicKey: t.create({ rp: { name: Symbol("n") } }) })),
  no("RP ID null", (t) => ({ publicKey: t.create({ rp: { id: null, name: "H" } }) })),
  no("RP ID empty", (t) => ({ publicKey: t.create({ rp: { id: "", name: "H" } }) })),
  no("RP ID of another site", (t) => ({
    publicKey: t.create({ rp: { id: "example.org", name: "H" } }),
  })),
  no("RP ID with a prefix of letters", (t) => ({
    publicKey: t.create({ rp: { id: "eadway.co", name: "H" } }),
  })),
  no("RP ID a public suffix", (t) => ({ publicKey: t.create({ rp: { id: "co", name: "H" } }) })),
  no("RP ID with a trailing dot", (t) => ({
    publicKey: t.create({ rp: { id: "headway.co.", name: "H" } }),
  })),
  no("RP ID below the host", (t) => ({
    publicKey: t.create({ rp: { id: "login.headway.co", name: "H" } }),
  })),
  no("RP ID an address with scheme", (t) => ({
    publicKey: t.create({ rp: { id: "https://headway.co", name: "H" } }),
  })),
  no("RP ID with a port", (t) => ({
    publicKey: t.create({ rp: { id: "headway.co:443", name: "H" } }),
  })),
  no("no user", (t) => ({ publicKey: t.create({ user: undefined }) })),
  no("user without id", (t) => ({
    publicKey: t.create({ user: { name: "a", displayName: "b" } }),
  })),
  no("user without name", (t) => ({
    publicKey: t.create({ user: { id: t.bytes(9), displayName: "b" } }),
  })),
  no("user without display name", (t) => ({
    publicKey: t.create({ user: { id: t.bytes(9), name: "a" } }),
  })),
  no("user id a text", (t) => ({
    publicKey: t.create({ user: { id: "AAAA", name: "a", displayName: "b" } }),
  })),
  no("an empty user handle", (t) => ({
    publicKey: t.create({ user: { id: new Uint8Array(), name: "a", displayName: "b" } }),
  })),
  no("a user handle of 65 bytes", (t) => ({
    publicKey: t.create({ user: { id: t.bytes(65), name: "a", displayName: "b" } }),
  })),
  no("no pubKeyCredParams", (t) => ({ publicKey: t.create({ pubKeyCredParams: undefined }) })),
  no("pubKeyCredParams null", (t) => ({ publicKey: t.create({ pubKeyCredParams: null }) })),
  no("pubKeyCredParams no list", (t) => ({
    publicKey: t.create({ pubKeyCredParams: { type: "public-key", alg: -7 } }),
  })),
  no("an algorithm's type missing", (t) => ({
    publicKey: t.create({ pubKeyCredParams: [{ alg: -7 }] }),
  })),
  no("an algorithm missing", (t) => ({
    publicKey: t.create({ pubKeyCredParams: [{ type: "public-key" }] }),
  })),
  no("an algorithm a symbol", (t) => ({
    publicKey: t.create({ pubKeyCredParams: [{ type: "public-key", alg: Symbol("a") }] }),
  })),
  no("only unknown types of algorithm", (t) => ({
    publicKey: t.create({ pubKeyCredParams: [{ type: "other", alg: -7 }] }),
  })),
  no("only unknown algorithms", (t) => ({
    publicKey: t.create({ pubKeyCredParams: [{ type: "public-key", alg: -9999 }] }),
  })),
  no("excludeCredentials null", (t) => ({ publicKey: t.create({ excludeCredentials: null }) })),
  no("excludeCredentials a text", (t) => ({ publicKey: t.create({ excludeCredentials: "x" }) })),
  no("an exclusion without id", (t) => ({
    publicKey: t.create({ excludeCredentials: [{ type: "public-key" }] }),
  })),
  no("an exclusion without type", (t) => ({
    publicKey: t.create({ excludeCredentials: [{ id: t.bytes(16) }] }),
  })),
  no("an exclusion with transports no list", (t) => ({
    publicKey: t.create({
      excludeCredentials: [{ type: "public-key", id: t.bytes(16), transports: "usb" }],
    }),
  })),
  no("selection a text", (t) => ({ publicKey: t.create({ authenticatorSelection: "x" }) })),
  no("timeout a symbol", (t) => ({ publicKey: t.create({ timeout: Symbol("t") }) })),
  no("timeout a bigint", (t) => ({ publicKey: t.create({ timeout: 60000n }) })),
  no("hints a text object", (t) => ({ publicKey: t.create({ hints: 7 }) })),
  no("extensions a text", (t) => ({ publicKey: t.create({ extensions: "prf" }) })),
  no("appid", (t) => ({ publicKey: t.create({ extensions: { appid: "https://headway.co" } }) })),
  no("prf with evalByCredential", (t) => ({
    publicKey: t.create({
      extensions: { prf: { evalByCredential: { AAAA: { first: t.bytes(4) } } } },
    }),
  })),
  no("prf without first", (t) => ({
    publicKey: t.create({ extensions: { prf: { eval: { second: t.bytes(4) } } } }),
  })),
  no("prf value a text", (t) => ({
    publicKey: t.create({ extensions: { prf: { eval: { first: "x" } } } }),
  })),
  no("largeBlob with read", (t) => ({
    publicKey: t.create({ extensions: { largeBlob: { read: true } } }),
  })),
  no("largeBlob with write", (t) => ({
    publicKey: t.create({ extensions: { largeBlob: { write: t.bytes(8) } } }),
  })),
  no("an aborted signal", (t) => ({ publicKey: t.create(), signal: AbortSignal.abort() })),
  no("an aborted signal with a reason", (t) => ({
    publicKey: t.create(),
    signal: AbortSignal.abort("my reason"),
  })),
  no("an aborted signal and a foreign RP ID", (t) => ({
    publicKey: t.create({ rp: { id: "example.org", name: "H" } }),
    signal: AbortSignal.abort("my reason"),
  })),
  no("a signal that is none", (t) => ({ publicKey: t.create(), signal: {} })),
  no("a getter that throws", (t) => ({
    publicKey: Object.defineProperty(t.create(), "rp", {
      get: () => {
        throw new RangeError("mine");
      },
    }),
  })),
  no("a proxy that throws", (t) => ({
    publicKey: new Proxy(t.create(), {
      get: () => {
        throw new EvalError("mine");
      },
    }),
  })),
  no("an iterator that throws", (t) => ({
    publicKey: t.create({
      pubKeyCredParams: {
        [Symbol.iterator]: () => {
          throw new SyntaxError("mine");
        },
      },
    }),
  })),
  no("an unknown mediation", (t) => ({ mediation: "telepathy", publicKey: t.create() })),
  no("publicKey and password at once", (t) => ({
    publicKey: t.create(),
    password: { id: "a", password: "b" },
  })),
];

export const CREATE_SHAPES: readonly Shape[] = [...SOUND, ...UNSOUND];
