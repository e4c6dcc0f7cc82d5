import { describe, expect, it } from "vitest";
import {
  HEADWAY_EXCLUDES,
  HEADWAY_MATCHES,
  headwayHostOf,
  isForEveryRole,
  isHeadwayOrigin,
  isInScope,
  roleOf,
  rolesOf,
} from "../../../lib/headway/hosts.ts";

describe("Headway's hosts", () => {
  it.each([
    ["https://headway.co", "headway.co"],
    ["https://headway.co/settings?x=1#y", "headway.co"],
    ["https://headway.co:443/", "headway.co"],
    ["https://HEADWAY.co/", "headway.co"],
    ["https://sigmund.headway.co", "sigmund.headway.co"],
    ["https://login.eu.headway.co/u/mfa-otp-challenge?state=z", "login.eu.headway.co"],
    ["https://nothelp.headway.co", "nothelp.headway.co"],
  ])("takes %s", (address, host) => {
    expect(headwayHostOf(address)).toBe(host);
    expect(isInScope(address)).toBe(true);
  });

  it.each([
    "http://headway.co",
    "https://help.headway.co",
    "https://HELP.headway.co/hc",
    "https://evilheadway.co",
    "https://headway.co.evil.com",
    "https://headway.com",
    "https://headway.co:8443",
    "https://headway.co.",
    "https://headway.co@evil.com/",
    "https://headway.co:443@evil.com/",
    "https://evil.com/https://headway.co",
    "https://evil.com#https://headway.co",
    "https://evil.com\\headway.co",
    "https://headway.co\\@evil.com",
    " https://headway.co",
    "https://hеadway.co",
    "https://xn--hadway-5of.co",
    "https://.headway.co",
    "https://co",
    "https://127.0.0.1",
    "https://[::1]",
    "wss://headway.co",
    "ftp://headway.co",
    "data:text/html,https://headway.co",
    "blob:https://headway.co/1",
    "about:blank",
    "null",
    "",
  ])("refuses %j", (address) => {
    expect(isInScope(address)).toBe(false);
    expect(headwayHostOf(address)).toBeNull();
    expect(isHeadwayOrigin(address)).toBe(false);
  });

  it.each([
    "https://headway.co",
    "https://sigmund.headway.co",
    "https://a-1.headway.co",
    "https://help.headway.co",
    "https://headway.co:8443",
    "https://a..headway.co",
    "https://a_b.headway.co",
    "https://a@b.headway.co",
    "https://b.co/.headway.co",
    "http://headway.co",
    "null",
  ])("are told by an origin as by an address: %s", (origin) => {
    expect(isHeadwayOrigin(origin)).toBe(isInScope(origin));
  });

  it.each([
    ["https://headway.co", false],
    ["https://www.headway.co/login", false],
    ["https://sigmund.headway.co", false],
    ["https://login.headway.co/u/mfa-otp-challenge", true],
  ])("tells of %s whether both roles may sign in there: %s", (address, isShared) => {
    expect(isForEveryRole(address)).toBe(isShared);
    expect(rolesOf(address)).toEqual(isShared ? ["client", "provider"] : [roleOf(address)]);
  });

  it("knows the provider portal and takes everybody else for a client", () => {
    expect(roleOf("https://sigmund.headway.co")).toBe("provider");
    expect(roleOf("https://sigmund.headway.co/settings")).toBe("provider");
    expect(roleOf("https://headway.co")).toBe("client");
    expect(roleOf("https://old.sigmund.headway.co")).toBe("client");
    expect(roleOf("https://sigmund.headway.co.evil.com")).toBe("client");
  });

  it("names only https patterns of one domain in the manifest", () => {
    for (const pattern of [...HEADWAY_MATCHES, ...HEADWAY_EXCLUDES]) {
      expect(pattern).toMatch(/^https:\/\/((\*|help)\.)?headway\.co\/\*$/);
    }
  });
});
