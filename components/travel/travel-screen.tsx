// The travel check as a screen of its own, opened from an account's.

import { useRef } from "preact/hooks";
import { message } from "../../lib/i18n/messages.ts";
import { accountName } from "../account-name.ts";
import { Card } from "../controls/card.tsx";
import { ScreenHead } from "../controls/screen-head.tsx";
import { TravelCheck, type TravelCheckProps } from "./travel-check.tsx";

export function TravelScreen(props: TravelCheckProps & { readonly onBack: () => void }) {
  const title = useRef<HTMLHeadingElement>(null);
  return (
    <main class="screen">
      <ScreenHead title={message("travel_title")} titleRef={title} onBack={props.onBack} />
      <Card title={accountName(props.account)}>
        <TravelCheck account={props.account} onChanged={props.onChanged} />
      </Card>
    </main>
  );
}
