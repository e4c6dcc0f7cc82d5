// The Credential Exchange Format 1.0 as its specification has it, for what Waykey writes: strict, so that a member of
// another name or type shows.

import * as v from "valibot";

const B64Url = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]*$/));
const Id = v.pipe(B64Url, v.minLength(1), v.maxLength(86));
const Octet = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255));
/** Whole seconds since the epoch. */
const Time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9_007_199_254_740));

const Totp = v.strictObject({
  type: v.literal("totp"),
  secret: v.pipe(v.string(), v.regex(/^[A-Z2-7]+$/)),
  period: v.pipe(Octet, v.minValue(1)),
  digits: Octet,
  username: v.optional(v.string()),
  algorithm: v.picklist(["sha1", "sha256", "sha512"]),
  issuer: v.optional(v.string()),
});

const Passkey = v.strictObject({
  type: v.literal("passkey"),
  credentialId: B64Url,
  rpId: v.string(),
  username: v.string(),
  userDisplayName: v.string(),
  userHandle: B64Url,
  key: B64Url,
  fido2Extensions: v.optional(
    v.strictObject({
      hmacCredentials: v.optional(
        v.strictObject({
          algorithm: v.literal("hmac-sha256"),
          credWithUV: B64Url,
          credWithoutUV: B64Url,
        }),
      ),
      largeBlob: v.optional(
        v.strictObject({
          uncompressedSize: v.pipe(v.number(), v.integer(), v.minValue(0)),
          data: B64Url,
        }),
      ),
    }),
  ),
});

const Note = v.strictObject({
  type: v.literal("note"),
  content: v.strictObject({
    fieldType: v.literal("string"),
    value: v.string(),
    label: v.optional(v.string()),
  }),
});

const Item = v.strictObject({
  id: Id,
  creationAt: Time,
  modifiedAt: Time,
  title: v.string(),
  subtitle: v.optional(v.string()),
  scope: v.optional(
    v.strictObject({ urls: v.array(v.pipe(v.string(), v.url())), androidApps: v.array(v.never()) }),
  ),
  credentials: v.pipe(v.array(v.variant("type", [Totp, Passkey, Note])), v.minLength(1)),
});

export const CxfSchema = v.strictObject({
  version: v.strictObject({ major: v.literal(1), minor: v.literal(0) }),
  exporterRpId: v.pipe(v.string(), v.regex(/^[a-z0-9.-]+$/)),
  exporterDisplayName: v.pipe(v.string(), v.minLength(1)),
  timestamp: Time,
  accounts: v.pipe(
    v.array(
      v.strictObject({
        id: Id,
        username: v.string(),
        email: v.string(),
        collections: v.array(v.never()),
        items: v.array(Item),
      }),
    ),
    v.length(1),
  ),
});
