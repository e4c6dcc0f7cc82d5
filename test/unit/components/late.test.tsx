// @vitest-environment jsdom
import { afterEach, describe, expect, it } from "vitest";
import { late } from "../../../components/controls/late.tsx";
import { Shell } from "../../../components/shell.tsx";
import { WaykeyError } from "../../../lib/errors.ts";
import { clearScreen, fakeClient, fakePorts, pageText, press, settle, show } from "./screen.tsx";

const Part = (props: { name: string }) => <p>Hello {props.name}</p>;

afterEach(clearScreen);

describe("a part that comes late", () => {
  it("is fetched once, when it is first shown, and is there at once from then on", async () => {
    let fetched = 0;
    const LatePart = late(async () => {
      fetched++;
      return Part;
    });
    expect(fetched).toBe(0);
    await show(<LatePart name="you" />);
    await settle();
    expect(pageText()).toBe("Hello you");
    await clearScreen();
    await show(<LatePart name="again" />);
    expect(pageText()).toBe("Hello again");
    expect(fetched).toBe(1);
  });

  it("says what to do where it does not come, and comes when tried again", async () => {
    let isThere = false;
    const LatePart = late(async () => {
      if (!isThere) throw new WaykeyError("page/unreachable", "no file");
      return Part;
    });
    await expect(LatePart.load()).rejects.toThrow("no file");
    await show(
      <Shell client={fakeClient({})} ports={fakePorts()}>
        <LatePart name="you" />
      </Shell>,
    );
    await settle();
    expect(pageText()).not.toContain("Hello");
    isThere = true;
    await press("Try again");
    await settle();
    expect(pageText()).toBe("Hello you");
  });
});
