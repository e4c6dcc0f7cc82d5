// input-otp: one real input over slots that are drawn.

/** @jsxImportSource react */
import { OTPInput, type SlotProps } from "input-otp";
import { useState } from "react";
import { render, Screen, variant } from "./screen.tsx";

function Slot({ char, hasFakeCaret }: SlotProps) {
  return <div className="slot">{char ?? (hasFakeCaret ? "|" : "")}</div>;
}

function InputOtpScreen() {
  const [code, setCode] = useState("");
  const texted = variant === "texted";
  return (
    <Screen
      heading={texted ? "Check your phone" : "Two-step verification"}
      lead={
        texted ? "We texted a code to •••-0123." : "Enter the code from your authenticator app."
      }
      code={code}
    >
      <OTPInput
        id="otp"
        maxLength={6}
        value={code}
        onChange={setCode}
        containerClassName="slots"
        render={({ slots }) => (
          <>
            {slots.slice(0, 3).map((slot, at) => (
              <Slot key={at} {...slot} />
            ))}
            <span>–</span>
            {slots.slice(3).map((slot, at) => (
              <Slot key={at} {...slot} />
            ))}
          </>
        )}
      />
    </Screen>
  );
}

render(<InputOtpScreen />);
