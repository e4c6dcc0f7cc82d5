// Makes a strong password for a site, to be copied where it is set.

import { useState } from "preact/hooks";
import { message } from "../../lib/i18n/messages.ts";
import { Button } from "../controls/button.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { usePorts } from "../ports-context.tsx";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";

export function PasswordMaker() {
  const { call } = useRpc();
  const { clipboard } = usePorts();
  const [password, setPassword] = useState<string | null>(null);
  const [copied, setCopied] = useState<string | null>(null);
  const make = useAction(async () => setPassword((await call("password.make", null)).password));
  const copy = useAction(async (text: string) => {
    await clipboard.copy(text);
    setCopied(text);
  });
  return (
    <div class="stack">
      {password === null ? null : (
        <>
          <output class="made-password">{password}</output>
          <p class="hint">{message("health_password_hint")}</p>
        </>
      )}
      <div class="row-actions">
        {password === null ? null : (
          <Button
            busy={copy.busy}
            name={message("health_password_copy")}
            onPress={() => copy.run(password)}
          >
            {copied === password ? message("common_copied") : message("common_copy")}
          </Button>
        )}
        <Button kind="quiet" busy={make.busy} onPress={() => make.run()}>
          {password === null ? message("health_password_make") : message("health_password_another")}
        </Button>
      </div>
      <ErrorNotice error={make.error ?? copy.error} />
    </div>
  );
}
