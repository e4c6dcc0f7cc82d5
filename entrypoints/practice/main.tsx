// The practice page: wires the worker and the browser to it.

import { render } from "preact";
import { qrPort } from "../../components/picture/qr-port.ts";
import { PracticeApp } from "../../components/practice/practice-app.tsx";
import "../../components/styles/ui.css";
import { speakOnPage } from "../../lib/platform/messages.ts";
import { onPracticeFill } from "../../lib/platform/practice-fills.ts";
import { createExtensionRpcClient } from "../../lib/platform/rpc-client.ts";
import { createUiPorts } from "../../lib/platform/ui-ports.ts";

speakOnPage("practice_page_title");
const root = document.getElementById("app");
if (root === null) throw new TypeError("The page has no element with the id app");
const client = createExtensionRpcClient();
render(
  <PracticeApp client={client} ports={createUiPorts(qrPort, client)} onFill={onPracticeFill} />,
  root,
);
