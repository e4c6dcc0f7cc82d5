// Runs the stand-in site by hand: `node test/site/main.ts [port] [form|react|boxes]`.

import { spkiFingerprint } from "./certificate.ts";
import { startSite } from "./server.ts";
import { isMakeUp } from "./sessions.ts";

const words = process.argv.slice(2);
const makeUp = words.find(isMakeUp) ?? "form";
const port = Number(words.find((word) => /^\d+$/.test(word)) ?? 8443);
const site = await startSite({ port, makeUp });

const rules = ["headway.co", "*.headway.co", "evilheadway.co", "headway.co.evil.test"].map(
  (host) => `MAP ${host}:443 127.0.0.1:${site.port}`,
);
process.stdout.write(
  [
    `The stand-in for Headway listens on 127.0.0.1:${site.port}. Open a browser on it with`,
    "",
    "  chromium --user-data-dir=$(mktemp -d) \\",
    `    --host-resolver-rules='${rules.join(",")}' \\`,
    `    --ignore-certificate-errors-spki-list='${spkiFingerprint(site.certificatePem)}' \\`,
    "    https://headway.co/",
    "",
    "Providers sign in at https://sigmund.headway.co/, and https://headway.co/phone plays the phone.",
    "Add ?makeup=form, ?makeup=react or ?makeup=boxes to any address to change how codes are asked for.",
    "",
  ].join("\n"),
);
