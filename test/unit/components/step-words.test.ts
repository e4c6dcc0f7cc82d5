import { describe, expect, it } from "vitest";
import { stepText } from "../../../components/trouble/step-words.ts";
import { brokenWay } from "../../../lib/headway/trouble.ts";
import { methodStatus } from "./fixtures.ts";

const FACTS = {
  role: "client",
  isCodeUntried: false,
  letInUntil: null,
  elsewhereToo: [{ method: "biometrics", where: "my MacBook" }],
  methods: [
    methodStatus("authenticator", { state: "here" }),
    methodStatus("biometrics", { state: "here" }),
    methodStatus("phone", { state: "elsewhere", where: "my own", callingCode: "+1" }),
    methodStatus("security-key", { state: "elsewhere", where: "on my keys" }),
  ],
} as const;

describe("the words for the ways that are left", () => {
  it.each([
    ["biometrics", "use-here", "Authenticator app", "Fingerprint or face"],
    ["code-refused", "use-here", "Fingerprint or face", "Authenticator app"],
    ["text-other", "use-elsewhere", "on my keys", "my own"],
    ["security-key", "use-elsewhere", "my own", "on my keys"],
  ] as const)("of “%s” name no way that does not work", (advice, step, named, broken) => {
    const text = stepText(step, FACTS, brokenWay(advice));
    expect(text).toContain(named);
    expect(text).not.toContain(broken);
  });

  it("name where a way is that Waykey holds too", () => {
    expect(stepText("tied-to-device", FACTS, null)).toContain("(you said: my MacBook)");
  });

  it("name all of them where one is lost and nobody has said which", () => {
    const text = stepText("use-here", FACTS, brokenWay("lost-one"));
    expect(text).toContain("Authenticator app");
    expect(text).toContain("Fingerprint or face");
  });
});
