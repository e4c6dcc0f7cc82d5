// The QR codes by which Google Authenticator hands its accounts on, as many as the entries need. What that program
// can't make is left: Steam's codes, periods other than 30 seconds, digits other than 6 and 8.

import { formatGoogleMigration, migrationLimit } from "../../otp/format-google-migration.ts";
import type { PlainWriter } from "./export.ts";
import { otpOf, parametersOf } from "./otp.ts";

export const google: PlainWriter = {
  reasonToLeave: (entry) => {
    if (entry.kind === "passkey") return "passkeys";
    if (entry.kind === "recovery") return "recovery-codes";
    const parameters = parametersOf(entry.record);
    const limit = migrationLimit(parameters);
    parameters.secret.fill(0);
    return limit;
  },
  isLessened: () => false,
  write: (entries, { random }) => {
    const batchId = new DataView(random(4).buffer).getInt32(0);
    const parameters = entries.map((entry) => parametersOf(otpOf(entry)));
    const { uris, places } = formatGoogleMigration(parameters, batchId);
    for (const { secret } of parameters) secret.fill(0);
    const names = entries.map(({ name }) => name);
    return {
      kind: "pages",
      pages: uris.map((text, page) => ({
        text,
        names: (places[page] ?? []).map((place) => names[place] ?? ""),
      })),
    };
  },
};
