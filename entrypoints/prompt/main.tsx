// The prompt's page: one ceremony, named in its address; the window closes when that ends.

import { render } from "preact";
import { PromptApp } from "../../components/prompt/prompt-app.tsx";
import { promptId } from "../../components/prompt/prompt-id.ts";
import { qrPort } from "../../components/picture/qr-port.ts";
import "../../components/styles/ui.css";
import { speakOnPage } from "../../lib/platform/messages.ts";
import { createExtensionRpcClient } from "../../lib/platform/rpc-client.ts";
import { createUiPorts } from "../../lib/platform/ui-ports.ts";

speakOnPage("prompt_title");
const root = document.getElementById("app");
if (root === null) throw new TypeError("The page has no element with the id app");
const client = createExtensionRpcClient();
const ports = createUiPorts(qrPort, client);
render(
  <PromptApp
    client={client}
    ports={ports}
    id={promptId(new URL(location.href))}
    onEnded={() => ports.closeWindow()}
  />,
  root,
);
