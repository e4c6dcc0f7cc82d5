// The phone-number screen of the React make-up.

import { useState } from "react";
import type { NumberScreen } from "../screen.ts";
import { Alert, LeaveButton } from "./step.tsx";
import type { StepProps } from "./step.tsx";

const channels = [
  { channel: "sms", label: "Text message" },
  { channel: "voice", label: "Voice call" },
];

export function NumberStep({ screen, error, send, visit }: StepProps<NumberScreen>) {
  const [phone, setPhone] = useState("");
  const [channel, setChannel] = useState("sms");
  return (
    <>
      <h1>{screen.heading}</h1>
      <p>{screen.lead}</p>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void send(screen.action, { phone, channel });
        }}
      >
        <label htmlFor="phone">Phone number</label>
        <input
          id="phone"
          name="phone"
          type="tel"
          autoComplete="tel"
          value={phone}
          onChange={(event) => setPhone(event.target.value)}
        />
        <fieldset>
          <legend>How do you want to receive the code?</legend>
          {channels.map((choice) => (
            <label className="choice" key={choice.channel}>
              <input
                type="radio"
                name="channel"
                value={choice.channel}
                checked={choice.channel === channel}
                onChange={() => setChannel(choice.channel)}
              />
              {choice.label}
            </label>
          ))}
        </fieldset>
        <Alert error={error} />
        <button type="submit" disabled={phone === ""}>
          Continue
        </button>
      </form>
      <div className="below">
        <LeaveButton leave={screen.leave} visit={visit} />
      </div>
    </>
  );
}
