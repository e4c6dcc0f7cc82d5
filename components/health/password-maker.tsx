// Makes a strong password for a site, to be copied where it is set.

import { useState } from "preact/hooks";
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
          <p class="hint">
            Waykey doesn’t keep it. Save it in your password manager before you set it at Headway.
          </p>
        </>
      )}
      <div class="row-actions">
        {password === null ? null : (
          <Button busy={copy.busy} name="Copy password" onPress={() => copy.run(password)}>
            {copied === password ? "Copied" : "Copy"}
          </Button>
        )}
        <Button kind="quiet" busy={make.busy} onPress={() => make.run()}>
          {password === null ? "Make a strong password" : "Make another"}
        </Button>
      </div>
      <ErrorNotice error={make.error ?? copy.error} />
    </div>
  );
}
