// The travel check as a screen of its own, opened from an account's.

import { useLayoutEffect, useRef } from "preact/hooks";
import { message } from "../../lib/i18n/messages.ts";
import { accountName } from "../account-name.ts";
import { Button } from "../controls/button.tsx";
import { Card } from "../controls/card.tsx";
import { BackIcon } from "../controls/icons.tsx";
import { TravelCheck, type TravelCheckProps } from "./travel-check.tsx";

export function TravelScreen(props: TravelCheckProps & { readonly onBack: () => void }) {
  const title = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => title.current?.focus(), []);
  return (
    <main class="screen">
      <div class="screen-head">
        <Button kind="quiet" onPress={props.onBack}>
          <BackIcon />
          {message("common_back")}
        </Button>
      </div>
      <h1 ref={title} tabIndex={-1} class="account-title">
        {message("travel_title")}
      </h1>
      <Card title={accountName(props.account)}>
        <TravelCheck account={props.account} onChanged={props.onChanged} />
      </Card>
    </main>
  );
}
