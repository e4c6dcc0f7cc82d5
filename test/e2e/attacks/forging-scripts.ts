// What forges messages inside a page, and how it gets there. The two scripts use nothing but their
// arguments and what the page has.

import { createForger } from "./forger.ts";

export type ForgeInput = {
  readonly seed: number;
  readonly build: string;
  readonly channel: string;
  readonly count: number;
};

type Forger = typeof createForger;

/** Runs in the page's own world. */
export async function forgeFromPage(
  forgerOf: Forger,
  input: ForgeInput,
): Promise<{ sent: number; heard: string[]; works: boolean }> {
  const forger = forgerOf(input.seed, input.build);
  const heard: string[] = [];
  const names = [input.channel, `${input.channel}.ready`, "waykey", "message", "rpc", "ceremony"];
  const ports: MessagePort[] = [];
  const open = (): MessagePort => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", (event) => heard.push(typeof event.data));
    port1.start();
    ports.push(port1);
    return port2;
  };
  const sendOne = (): void => {
    const message = forger.next();
    const data = forger.below(3) === 0 ? JSON.stringify(message) : message;
    const name = names[forger.below(names.length)] ?? "message";
    switch (forger.below(5)) {
      case 0:
        document.dispatchEvent(new MessageEvent(name, { data, ports: [open()], cancelable: true }));
        break;
      case 1:
        window.dispatchEvent(new MessageEvent(name, { data, origin: "https://headway.co" }));
        break;
      case 2:
        document.dispatchEvent(new CustomEvent(name, { detail: data, bubbles: true }));
        break;
      case 3:
        window.postMessage(data, "*", forger.below(8) === 0 ? [open()] : []);
        break;
      default:
        ports[forger.below(ports.length)]?.postMessage(data);
    }
  };
  let sent = 0;
  for (let turn = 0; turn < input.count; turn++) {
    try {
      sendOne();
      sent++;
    } catch {
      // Such a thing cannot be sent at all: neither cloned nor written as JSON.
    }
  }
  // A question that goes the whole way: by its answer, all that was sent has been dealt with.
  const works = await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable();
  return { sent, heard, works };
}

type ExtensionPort = {
  postMessage(message: unknown): void;
  disconnect(): void;
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
};
type ContentRuntime = {
  connect(info: { name: string }): ExtensionPort;
  sendMessage(message: unknown): Promise<unknown>;
};

/** Runs in the extension's isolated world. */
export async function forgeFromIsolatedWorld(
  forgerOf: Forger,
  input: ForgeInput,
): Promise<{ sent: number; told: unknown[]; accepted: number }> {
  const { runtime } = (globalThis as unknown as { chrome: { runtime: ContentRuntime } }).chrome;
  const forger = forgerOf(input.seed, input.build);
  const told: unknown[] = [];
  let accepted = 0;
  const answers: Promise<unknown>[] = [];
  let port: ExtensionPort | null = null;
  const sendOne = (): void => {
    const message = forger.next();
    if (forger.below(3) === 0) {
      // The worker may lawfully say whether there is a vault, and nothing else.
      answers.push(
        runtime.sendMessage(message).then(
          (answer) => {
            const { ok } = Object(answer) as { ok?: unknown };
            if (answer !== undefined && answer !== null && answer !== true && ok !== false) {
              told.push(answer);
            }
          },
          () => undefined,
        ),
      );
      return;
    }
    if (port === null || forger.below(4) === 0) {
      port?.disconnect();
      const name =
        ["ceremony", "ceremony", "fill-watch", "rpc", "__proto__"][forger.below(5)] ?? "";
      port = runtime.connect({ name });
      port.onMessage.addListener((reply) => {
        if ((reply as { type?: unknown }).type === "accepted") accepted++;
      });
    }
    port.postMessage(message);
  };
  let sent = 0;
  for (let turn = 0; turn < input.count; turn++) {
    try {
      sendOne();
      sent++;
    } catch {
      // It cannot be written as JSON, or the port has been closed for the message before it.
      port = null;
    }
    if (turn % 100 === 99) await Promise.all(answers.splice(0));
  }
  await Promise.all(answers);
  await runtime.sendMessage({ type: "has-vault", build: input.build });
  return { sent, told, accepted };
}

/** The script with its arguments, to be evaluated. */
export function expressionOf(work: (...args: never[]) => unknown, input: ForgeInput): string {
  return `(${String(work)})(${String(createForger)}, ${JSON.stringify(input)})`;
}
