import { describe, expect, it } from "vitest";
import { endCeremony } from "../../../lib/page/ceremony-end.ts";
import { captureCredentialPrototypes } from "../../../lib/page/credential.ts";
import { createFakeWindow } from "./fake-window.ts";

describe("an answer", () => {
  it("of which nothing can be built rejects the page's promise", () => {
    const { window } = createFakeWindow();
    const errors: unknown[] = [];
    const none = { attributes: {}, methods: {} };
    const context = {
      prototypes: captureCredentialPrototypes(window),
      ownCredentials: [],
    };
    endCeremony(
      context,
      // What no bridge says; in a page it is memory that can be lacking.
      {
        kind: "asserted",
        credential: { attributes: { rawId: { $bytes: "!" } }, methods: {} },
        response: none,
      },
      { resolve: () => expect.unreachable(), reject: (error) => errors.push(error) },
    );
    expect(errors).toEqual([expect.any(DOMException)]);
    expect(errors).toMatchObject([{ name: "UnknownError" }]);
    expect(context.ownCredentials).toEqual([]);
  });
});
