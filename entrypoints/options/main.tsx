// The full page of settings and backup: wires the worker and the browser to it.

import { render } from "preact";
import { OptionsApp } from "../../components/options/options-app.tsx";
import { qrPort } from "../../components/picture/qr-port.ts";
import "../../components/styles/ui.css";
import { speakOnPage } from "../../lib/platform/messages.ts";
import { createExtensionRpcClient } from "../../lib/platform/rpc-client.ts";
import { createUiPorts } from "../../lib/platform/ui-ports.ts";

speakOnPage("options_title");
const root = document.getElementById("app");
if (root === null) throw new TypeError("The page has no element with the id app");
const client = createExtensionRpcClient();
render(<OptionsApp client={client} ports={createUiPorts(qrPort, client)} />, root);
