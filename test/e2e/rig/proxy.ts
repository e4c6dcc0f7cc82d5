// The only way out of the browser under test: a CONNECT proxy that leads every host name to the
// stand-in site. Certificates, origins and ports look to the browser as in real life, and nothing
// ever leaves this machine. Hosts named "plain" have no https: the proxy itself answers for them, with
// a page that frames another one.

import { createServer } from "node:http";
import { connect, type AddressInfo } from "node:net";

export type Proxy = { readonly port: number; close(): Promise<void> };

const isPlain = (host: string): boolean => host.startsWith("plain.");

/** Starts the proxy on loopback; `hosts` beside which every name is refused. */
export async function startProxy(
  sitePort: number,
  isKnown: (host: string) => boolean,
): Promise<Proxy> {
  const server = createServer((request, response) => {
    const url = URL.parse(request.url ?? "");
    if (url?.protocol !== "http:" || !isPlain(url.hostname) || !isKnown(url.hostname)) {
      response.writeHead(403).end();
      return;
    }
    const frame = url.pathname === "/" ? '<iframe src="/framed"></iframe>' : "";
    response.writeHead(200, { "Content-Type": "text/html" });
    response.end(`<!doctype html><title>Plain</title><h1>Plain http</h1>${frame}`);
  });
  const sockets = new Set<{ destroy(): void }>();
  server.on("connect", (request, client, head) => {
    // A browser that is killed resets its connections, the refused ones too.
    client.on("error", () => client.destroy());
    const [host = "", port] = (request.url ?? "").split(":");
    if (port !== "443" || isPlain(host) || !isKnown(host)) {
      client.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      return;
    }
    const upstream = connect(sitePort, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      upstream.write(head);
      upstream.pipe(client);
      client.pipe(upstream);
    });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
    }
    client.on("error", () => upstream.destroy());
    upstream.on("error", () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
