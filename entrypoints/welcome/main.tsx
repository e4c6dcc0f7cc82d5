// The page that opens once Waykey is installed: wires the worker and the browser to it.

import { render } from "preact";
import { qrPort } from "../../components/picture/qr-port.ts";
import "../../components/styles/ui.css";
import { WelcomeApp } from "../../components/welcome/welcome-app.tsx";
import { speakOnPage } from "../../lib/platform/messages.ts";
import { createExtensionRpcClient } from "../../lib/platform/rpc-client.ts";
import { createUiPorts } from "../../lib/platform/ui-ports.ts";

speakOnPage("welcome_title");
const root = document.getElementById("app");
if (root === null) throw new TypeError("The page has no element with the id app");
const client = createExtensionRpcClient();
render(<WelcomeApp client={client} ports={createUiPorts(qrPort, client)} />, root);
