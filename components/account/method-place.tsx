// Where a way of the second step lives that Waykey does not hold, as the user said it.

import type { Method, MethodNote } from "../../lib/headway/methods.ts";
import { type MessageKey, message } from "../../lib/i18n/messages.ts";
import { RichText } from "../controls/rich-text.tsx";

const WHERE: Readonly<Record<Method, MessageKey>> = {
  authenticator: "account_method_where_authenticator",
  phone: "account_method_where_phone",
  biometrics: "account_method_where_biometrics",
  "security-key": "account_method_where_security_key",
  "recovery-code": "account_method_where_recovery",
};

export type MethodPlaceProps = {
  readonly way: Pick<MethodNote, "method" | "where" | "callingCode">;
};

export function MethodPlace({ way }: MethodPlaceProps) {
  const where = message(WHERE[way.method]);
  return (
    <>
      {way.where === "" ? (
        where
      ) : (
        <RichText
          message="account_method_place"
          values={[where, <bdi key="place">{way.where}</bdi>]}
        />
      )}
      {way.callingCode === null ? null : (
        <> · {message("account_method_number", way.callingCode)}</>
      )}
    </>
  );
}
