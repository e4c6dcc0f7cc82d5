// The list of other methods in the React make-up. "Fingerprint or face" appears only where the
// device has a user-verifying platform authenticator; the list waits for the answer, so that it does not move.

import { useEffect, useState } from "react";
import type { ListScreen } from "../screen.ts";
import { Alert, Choice } from "./step.tsx";
import type { StepProps } from "./step.tsx";

export function ListStep({ screen, error, send }: StepProps<ListScreen>) {
  const [platform, setPlatform] = useState<boolean | null>(null);
  useEffect(() => {
    if (!("PublicKeyCredential" in globalThis)) setPlatform(false);
    else void PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable().then(setPlatform);
  }, []);
  return (
    <>
      <h1>{screen.heading}</h1>
      <p>{screen.lead}</p>
      <Alert error={error} />
      <div className="stack">
        {screen.buttons
          .filter((button) => platform !== null && (platform || !button.needsPlatform))
          .map((button) => (
            <Choice key={button.label} button={button} send={send} />
          ))}
      </div>
    </>
  );
}
