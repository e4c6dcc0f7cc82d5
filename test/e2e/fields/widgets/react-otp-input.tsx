// react-otp-input: six inputs, with and without separators, as text, telephone or password.

/** @jsxImportSource react */
import { useState } from "react";
import OtpInput from "react-otp-input";
import { render, Screen, variant } from "./screen.tsx";

function ReactOtpInputScreen() {
  const [code, setCode] = useState("");
  return (
    <Screen heading="Authentication" lead="Enter the code from your authenticator app." code={code}>
      <OtpInput
        value={code}
        onChange={setCode}
        numInputs={6}
        inputType={variant === "password" ? "password" : variant === "tel" ? "tel" : "text"}
        renderSeparator={variant === "tel" ? <span>-</span> : null}
        renderInput={(props, at) => <input {...props} id={`box-${at}`} />}
      />
    </Screen>
  );
}

render(<ReactOtpInputScreen />);
