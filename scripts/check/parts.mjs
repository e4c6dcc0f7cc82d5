// The parts of `npm test`, in the order they are begun and reported (the longest early, so that the
// others run beside them), and after them the long ones of `npm run test:soak`. Data only, and no
// package is needed to read it: the set-up asks it which browsers a run wants.

/**
 * A command is a program of an installed package: `["package", "program", ...arguments]`.
 *
 * `with`: "others" runs beside other such parts, "none" has the machine for itself.
 * `needs`: parts that must have passed before. `after`: parts that, if they are in the run, end before;
 * so that the longest begin first. `limitMinutes`: after that it is stopped.
 * `long`: runs only when it is named.
 * @typedef {{
 *   name: string,
 *   group: string,
 *   commands: readonly (readonly string[])[],
 *   with: "others" | "none",
 *   needs: readonly string[],
 *   after: readonly string[],
 *   counts: boolean,
 *   browser: "chromium" | "firefox" | null,
 *   limitMinutes: number,
 *   long: boolean,
 * }} Part
 */

/**
 * @param {string} name
 * @param {readonly (readonly string[])[]} commands
 * @param {Partial<Part>} [rest]
 * @returns {Part}
 */
function part(name, commands, rest = {}) {
  return {
    name,
    group: name,
    commands,
    with: "others",
    needs: [],
    after: [],
    counts: false,
    browser: null,
    limitMinutes: 4,
    long: false,
    ...rest,
  };
}

/**
 * @param {"chromium" | "firefox"} browser
 * @returns {Part}
 */
function browserPart(browser) {
  return part(
    `e2e-${browser}`,
    [["vitest", "vitest", "run", "--config", "test/e2e/vitest.config.ts"]],
    { group: "e2e", needs: ["build"], counts: true, browser, limitMinutes: 45 },
  );
}

/**
 * @param {"chromium" | "firefox"} browser
 * @returns {Part}
 */
function soakPart(browser) {
  return part(
    `soak-${browser}`,
    [["vitest", "vitest", "run", "--config", "test/soak/vitest.config.ts"]],
    {
      group: "soak",
      with: "none",
      needs: ["build"],
      counts: true,
      browser,
      limitMinutes: 120,
      long: true,
    },
  );
}

/** @type {readonly Part[]} */
export const PARTS = [
  part("build", [
    ["wxt", "wxt", "build", "-b", "chrome"],
    ["wxt", "wxt", "build", "-b", "firefox"],
  ]),
  browserPart("firefox"),
  browserPart("chromium"),
  part("format", [["prettier", "prettier", "--check", "."]]),
  part("lint", [["oxlint", "oxlint", "--type-aware", "--deny-warnings"]]),
  part("types", [
    ["typescript", "tsc", "--noEmit", "-p", "tsconfig.json"],
    ["typescript", "tsc", "--noEmit", "-p", "tsconfig.core.json"],
    ["typescript", "tsc", "--noEmit", "-p", "test/site/client/tsconfig.json"],
  ]),
  part("dead-code", [["knip", "knip"]]),
  part("build-check", [["vitest", "vitest", "run", "--config", "test/build/vitest.config.ts"]], {
    needs: ["build"],
    counts: true,
  }),
  part(
    "web-ext",
    [["web-ext", "web-ext", "lint", "--source-dir", ".output/firefox-mv3", "--boring"]],
    { needs: ["build"] },
  ),
  part("visual", [["vitest", "vitest", "run", "--config", "test/visual/vitest.config.ts"]], {
    needs: ["build"],
    counts: true,
    browser: "chromium",
  }),
  // They take all the processors there are, and browsers beside them would wait.
  part("unit", [["vitest", "vitest", "run"]], {
    after: ["build", "e2e-firefox", "e2e-chromium"],
    counts: true,
    limitMinutes: 20,
  }),
  soakPart("chromium"),
  soakPart("firefox"),
];
