// The popup's page: wires the worker and the browser to the popup.

import { render } from "preact";
import { PopupApp } from "../../components/popup/popup-app.tsx";
import { qrPort } from "../../components/picture/qr-port.ts";
import "../../components/styles/ui.css";
import { speakOnPage } from "../../lib/platform/messages.ts";
import { createExtensionRpcClient } from "../../lib/platform/rpc-client.ts";
import { createUiPorts } from "../../lib/platform/ui-ports.ts";

speakOnPage("manifest_name");
const root = document.getElementById("app");
if (root === null) throw new TypeError("The page has no element with the id app");
const client = createExtensionRpcClient();
render(<PopupApp client={client} ports={createUiPorts(qrPort, client)} />, root);
