import { URI } from "otpauth";
import { describe, expect, it } from "vitest";
import { encodeUtf8 } from "../../../lib/bytes/utf8.ts";
import { formatOtpauthUri, parseOtpauthUri, parseOtpInput } from "../../../lib/otp/otpauth-uri.ts";
import type { OtpParameters } from "../../../lib/otp/parameters.ts";
import { parseSecret } from "../../../lib/otp/secret.ts";

const KEY = "JBSWY3DPEHPK3PXP";
const SECRET = parseSecret(KEY);

const plain: OtpParameters = {
  type: "totp",
  issuer: "",
  label: "",
  secret: SECRET,
  algorithm: "SHA1",
  digits: 6,
  periodSeconds: 30,
  counter: 0,
};

const steam: OtpParameters = { ...plain, type: "steam", digits: 5 };

const refusal = (code: string): unknown => expect.objectContaining({ code });

describe("parseOtpauthUri", () => {
  // The example of the Key Uri Format page.
  it("reads the format's own example", () => {
    expect(
      parseOtpauthUri(
        "otpauth://totp/ACME%20Co:john.doe@email.com?secret=HXDMVJECJJWSRB3HWIZR4IFUGFTMXBOZ&issuer=ACME%20Co&algorithm=SHA1&digits=6&period=30",
      ),
    ).toEqual({
      ...plain,
      issuer: "ACME Co",
      label: "john.doe@email.com",
      secret: parseSecret("HXDMVJECJJWSRB3HWIZR4IFUGFTMXBOZ"),
    });
  });

  it("reads all parameters", () => {
    const uri = `otpauth://totp/a?secret=${KEY}&algorithm=SHA512&digits=8&period=60`;
    const expected = { algorithm: "SHA512", digits: 8, periodSeconds: 60 };
    expect(parseOtpauthUri(uri)).toMatchObject(expected);
  });

  it.each([
    ["no label", "otpauth://totp?secret=KEY", "", ""],
    ["an empty label", "otpauth://totp/?secret=KEY", "", ""],
    ["a label alone", "otpauth://totp/me?secret=KEY", "", "me"],
    ["an encoded colon", "otpauth://totp/Site%3Ame?secret=KEY", "Site", "me"],
    ["spaces after the colon", "otpauth://totp/Site:%20%20me?secret=KEY", "Site", "me"],
    ["an issuer parameter alone", "otpauth://totp/me?secret=KEY&issuer=Site", "Site", "me"],
    [
      "an issuer parameter over a prefix",
      "otpauth://totp/Old:me?secret=KEY&issuer=New",
      "New",
      "me",
    ],
    ["an empty issuer parameter", "otpauth://totp/Site:me?secret=KEY&issuer=", "Site", "me"],
    ["a colon in the account", "otpauth://totp/Site:a%3Ab?secret=KEY", "Site", "a:b"],
    ["upper-case scheme and type", "OTPAUTH://TOTP/me?SECRET=KEY&Issuer=Site", "Site", "me"],
    ["a plus in the label", "otpauth://totp/me+tag@x.co?secret=KEY", "", "me+tag@x.co"],
    [
      "a plus for a space in the query",
      "otpauth://totp/me?secret=KEY&issuer=My+Site",
      "My Site",
      "me",
    ],
    ["an encoded plus", "otpauth://totp/me?secret=KEY&issuer=Site%2B", "Site+", "me"],
    ["an issuer encoded twice", "otpauth://totp/me?secret=KEY&issuer=My%2520Site", "My Site", "me"],
    [
      "a label encoded twice",
      "otpauth://totp/My%2520Site%3Ame%2540x?secret=KEY",
      "My Site",
      "me@x",
    ],
    ["broken percent signs", "otpauth://totp/100%:50%zz%ff?secret=KEY", "100%", "50%zz%ff"],
    ["text that is not encoded", "otpauth://totp/Größe & Co:me?secret=KEY", "Größe & Co", "me"],
    [
      "parameters of other programs",
      'otpauth://totp/me?secret=KEY&image=x&codeDisplay={"pinned":true}',
      "",
      "me",
    ],
    ["HTML's ampersand", "otpauth://totp/me?secret=KEY&amp;issuer=Site", "Site", "me"],
    ["a fragment", "otpauth://totp/me?issuer=Site&secret=KEY#frag", "Site", "me"],
    ["white space around", "  otpauth://totp/me?secret=KEY \n", "", "me"],
    ["a repeated parameter", "otpauth://totp/me?secret=KEY&issuer=A&issuer=B", "A", "me"],
    ["names that turn the text around", "otpauth://totp/%E2%80%AEme%00?secret=KEY", "", "me"],
  ])("reads %s", (_what, uri, issuer, label) => {
    expect(parseOtpauthUri(uri.replace("KEY", KEY))).toEqual({ ...plain, issuer, label });
  });

  it.each([
    "jbswy3dpehpk3pxp",
    "JBSW%20Y3DP%20EHPK%203PXP",
    "JBSW+Y3DP+EHPK+3PXP",
    "JBSW-Y3DP-EHPK-3PXP",
    "JBSWY3DPEHPK3PXP%3D%3D%3D%3D%3D%3D",
    "JBSWY3DPEHPK3PXP======",
  ])("reads the secret %s", (secret) => {
    expect(parseOtpauthUri(`otpauth://totp/me?secret=${secret}`).secret).toEqual(SECRET);
  });

  it.each([
    ["SHA1", "SHA1"],
    ["sha1", "SHA1"],
    ["SHA-1", "SHA1"],
    ["HmacSHA1", "SHA1"],
    ["SHA-256", "SHA256"],
    ["sha256", "SHA256"],
    ["HMAC-SHA-256", "SHA256"],
    ["HmacSHA512", "SHA512"],
    ["SHA_512", "SHA512"],
    ["", "SHA1"],
  ])("reads the algorithm %j as %s", (value, algorithm) => {
    const uri = `otpauth://totp/me?secret=${KEY}&algorithm=${value}`;
    expect(parseOtpauthUri(uri).algorithm).toBe(algorithm);
  });

  it.each(["MD5", "SHA", "SHA224", "SHA3-256", "1", "constructor"])(
    "refuses the algorithm %s by name",
    (value) => {
      expect(() => parseOtpauthUri(`otpauth://totp/me?secret=${KEY}&algorithm=${value}`)).toThrow(
        expect.objectContaining({
          code: "otp/algorithm",
          message: expect.stringContaining(`"${value}"`) as string,
        }),
      );
    },
  );

  it.each([
    ["5", 5],
    ["10", 10],
    ["06", 6],
    ["", 6],
  ])("reads digits=%s as %d", (value, digits) => {
    expect(parseOtpauthUri(`otpauth://totp/?secret=${KEY}&digits=${value}`).digits).toBe(digits);
  });

  it.each(["0", "4", "11", "99", "-6", "6.5", "six", "1e1", "9999999999"])(
    "refuses digits=%s",
    (value) => {
      const uri = `otpauth://totp/?secret=${KEY}&digits=${value}`;
      expect(() => parseOtpauthUri(uri)).toThrow(refusal("otp/digits"));
    },
  );

  it.each([
    ["1", 1],
    ["86400", 86_400],
    ["0", 30],
    ["", 30],
  ])("reads period=%s as %d", (value, period) => {
    const uri = `otpauth://totp/?secret=${KEY}&period=${value}`;
    expect(parseOtpauthUri(uri).periodSeconds).toBe(period);
  });

  it.each(["86401", "-30", "30s", "0x1e", "NaN"])("refuses period=%s", (value) => {
    const uri = `otpauth://totp/?secret=${KEY}&period=${value}`;
    expect(() => parseOtpauthUri(uri)).toThrow(refusal("otp/period"));
  });

  it("reads a counter", () => {
    const uri = `otpauth://hotp/Site:me?secret=${KEY}&algorithm=SHA256&digits=8&counter=7`;
    const expected = { issuer: "Site", label: "me", algorithm: "SHA256", digits: 8, counter: 7 };
    expect(parseOtpauthUri(uri)).toEqual({ ...plain, type: "hotp", ...expected });
  });

  it.each([
    ["0", 0],
    ["007", 7],
    ["%201%20", 1],
    ["4294967296", 2 ** 32],
    ["9007199254740991", Number.MAX_SAFE_INTEGER],
  ])("reads counter=%s as %d", (value, counter) => {
    const uri = `otpauth://HOTP/?secret=${KEY}&counter=${value}`;
    expect(parseOtpauthUri(uri)).toMatchObject({ type: "hotp", counter });
  });

  it.each([
    ["no counter", "", "no counter"],
    ["an empty counter", "&counter=", "no counter"],
    ["a negative counter", "&counter=-1", "whole number"],
    ["a counter that is no number", "&counter=one", "whole number"],
    ["a counter with a fraction", "&counter=1.5", "whole number"],
    ["2^53", "&counter=9007199254740992", "whole number"],
    ["2^63", "&counter=9223372036854775808", "whole number"],
    ["endless digits", `&counter=${"9".repeat(400)}`, "whole number"],
  ])("refuses a code by a counter with %s", (_what, counter, words) => {
    expect(() => parseOtpauthUri(`otpauth://hotp/me?secret=${KEY}${counter}`)).toThrow(
      expect.objectContaining({
        code: "otp/counter",
        message: expect.stringContaining(words) as string,
      }),
    );
  });

  it("takes no counter where time counts, and no period where a counter does", () => {
    expect(parseOtpauthUri(`otpauth://totp/?secret=${KEY}&counter=5`)).toEqual(plain);
    expect(parseOtpauthUri(`otpauth://hotp/?secret=${KEY}&counter=5&period=60`)).toEqual({
      ...plain,
      type: "hotp",
      counter: 5,
    });
  });

  // Ente Auth, Bitwarden and Proton Pass, and others that mark an entry of type totp.
  it.each([
    ["otpauth://steam/Steam:me?secret=KEY&issuer=Steam", "Steam", "me"],
    ["otpauth://STEAM/me?secret=KEY&algorithm=sha1&digits=5&period=30", "", "me"],
    ["otpauth://totp/me?secret=KEY&otp_type=steam", "", "me"],
    ["otpauth://totp/Steam:me?secret=KEY&digits=6&encoder=steam", "Steam", "me"],
    ["otpauth://steam/me?secret=KEY&otp_type=Steam&encoder=STEAM&period=0", "", "me"],
    ["otpauth://totp/Steam:me?secret=KEY&issuer=Steam", "Steam", "me"],
    ["otpauth://totp/Steam:me?secret=KEY&digits=5&period=30", "Steam", "me"],
    ["otpauth://totp/Game:me?secret=KEY&issuer=Game&steam", "Game", "me"],
    ["steam://KEY", "Steam", ""],
    ["STEAM://key", "Steam", ""],
    ["steam://JBSW%20Y3DP%20EHPK%203PXP/", "Steam", ""],
    ["steam://KEY?issuer=Other", "Steam", ""],
  ])("reads %s as an entry of Steam", (uri, issuer, label) => {
    const text = uri.replace("KEY", KEY).replace("key", KEY.toLowerCase());
    expect(parseOtpauthUri(text)).toEqual({ ...steam, issuer, label });
  });

  it.each([
    ["otp/algorithm", "otpauth://steam/me?secret=KEY&algorithm=SHA256"],
    ["otp/period", "otpauth://steam/me?secret=KEY&period=60"],
    ["otp/digits", "otpauth://steam/me?secret=KEY&digits=99"],
    ["otp/secret", "otpauth://steam/me"],
    ["otp/secret", "steam://"],
    ["otp/secret", "steam:KEY"],
    ["otp/secret", "steam://run/440"],
  ])("refuses with %s what %s says of Steam", (code, uri) => {
    expect(() => parseOtpauthUri(uri.replace("KEY", KEY))).toThrow(refusal(code));
  });

  it.each([
    ["otpauth://yaotp/me?secret=KEY", '"yaotp"'],
    ["otpauth://motp/me?secret=KEY", '"motp"'],
    ["otpauth://totp/me?secret=KEY&otp_type=yandex", '"yandex"'],
    ["otpauth://constructor/me?secret=KEY", '"constructor"'],
    ["otpauth://hotp/me?secret=KEY&counter=0&encoder=steam", "exclude each other"],
    ["otpauth://hotp/me?secret=KEY&counter=0&otp_type=totp", "exclude each other"],
  ])("refuses the type of %s", (uri, word) => {
    expect(() => parseOtpauthUri(uri.replace("KEY", KEY))).toThrow(
      expect.objectContaining({
        code: "otp/type",
        message: expect.stringContaining(word) as string,
      }),
    );
  });

  it("accepts a type that says totp twice", () => {
    expect(parseOtpauthUri(`otpauth://totp/me?secret=${KEY}&otp_type=totp`).label).toBe("me");
  });

  it.each(["otpauth-migration://offline?data=CjEK", "OTPAUTH-MIGRATION://offline?data=x"])(
    "names %s as an export of Google Authenticator",
    (uri) => {
      expect(() => parseOtpauthUri(uri)).toThrow(refusal("qr/migration"));
    },
  );

  it.each([
    "",
    "hello",
    "https://headway.co/?secret=JBSWY3DPEHPK3PXP",
    "javascript:alert(1)",
    "otpauth:",
    "otpauth://",
    "otpauth:///me?secret=JBSWY3DPEHPK3PXP",
    "otpauth:totp/me?secret=JBSWY3DPEHPK3PXP",
    `otpauth://totp/${"x".repeat(1025)}?secret=JBSWY3DPEHPK3PXP`,
    `otpauth://totp/me?secret=JBSWY3DPEHPK3PXP&issuer=${"x".repeat(1025)}`,
    `otpauth://totp/me?secret=JBSWY3DPEHPK3PXP&x=${"x".repeat(9000)}`,
  ])("refuses %j as no link of that kind", (text) => {
    expect(() => parseOtpauthUri(text)).toThrow(refusal("otp/uri"));
  });

  it.each(["otpauth://totp/me", "otpauth://totp/me?secret=", "otpauth://totp/me?secret=JBSW0"])(
    "refuses %s for its secret",
    (uri) => {
      expect(() => parseOtpauthUri(uri)).toThrow(refusal("otp/secret"));
    },
  );
});

describe("parseOtpInput", () => {
  it("reads a typed key with the format's defaults", () => {
    expect(parseOtpInput(" jbsw y3dp ehpk 3pxp ")).toEqual(plain);
  });

  it("reads a link", () => {
    expect(parseOtpInput(` otpauth://totp/A:b?secret=${KEY}`)).toMatchObject({ issuer: "A" });
  });

  it.each([
    ["https://headway.co", "otp/uri"],
    ["otpauth-migration://offline?data=x", "qr/migration"],
    ["steam://JBSWY3DPEHPK3PX1", "otp/secret"],
    ["123456", "otp/secret"],
    ["", "otp/secret"],
  ])("refuses %j with %s", (text, code) => {
    expect(() => parseOtpInput(text)).toThrow(refusal(code));
  });
});

describe("formatOtpauthUri", () => {
  const full: OtpParameters = {
    ...plain,
    issuer: "Head & Way: Größe+",
    label: "me+tag@x.co/?#",
    secret: encodeUtf8("foob"),
    algorithm: "SHA256",
    digits: 8,
    periodSeconds: 60,
  };

  it("writes every parameter", () => {
    expect(formatOtpauthUri({ ...full, issuer: "A B", label: "me" })).toBe(
      "otpauth://totp/A%20B:me?secret=MZXW6YQ&issuer=A%20B&algorithm=SHA256&digits=8&period=60",
    );
    expect(formatOtpauthUri({ ...full, issuer: "", label: "me" })).toBe(
      "otpauth://totp/me?secret=MZXW6YQ&algorithm=SHA256&digits=8&period=60",
    );
  });

  it("writes a counter, and Steam's own type", () => {
    const hotp: OtpParameters = { ...plain, type: "hotp", label: "me", counter: 9 };
    expect(formatOtpauthUri(hotp)).toBe(
      `otpauth://hotp/me?secret=${KEY}&algorithm=SHA1&digits=6&counter=9`,
    );
    expect(formatOtpauthUri({ ...steam, issuer: "Steam", label: "me" })).toBe(
      `otpauth://steam/Steam:me?secret=${KEY}&issuer=Steam&algorithm=SHA1&digits=5&period=30`,
    );
  });

  it("is read back whole", () => {
    expect(parseOtpauthUri(formatOtpauthUri(full))).toEqual(full);
  });

  it("is read by another program's parser", () => {
    const read = URI.parse(formatOtpauthUri({ ...full, issuer: "A B" }));
    expect(read).toMatchObject({
      issuer: "A B",
      label: full.label,
      algorithm: "SHA256",
      digits: 8,
      period: 60,
    });
    expect(read.secret.bytes).toEqual(full.secret);
    const hotp: OtpParameters = { ...full, type: "hotp", periodSeconds: 30, counter: 3 };
    expect(URI.parse(formatOtpauthUri({ ...hotp, issuer: "A B" }))).toMatchObject({
      issuer: "A B",
      algorithm: "SHA256",
      digits: 8,
      counter: 3,
    });
  });
});
