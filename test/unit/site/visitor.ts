// A browser without scripts, for tests of the stand-in site: it keeps cookies per host, finds the
// CSRF token of the last page and posts forms and JSON over real TLS.

import { request } from "node:https";
import type { IncomingHttpHeaders } from "node:http";
import type { Site } from "../../site/server.ts";

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export class Visitor {
  readonly #site: Site;
  readonly #host: string;
  readonly cookies = new Map<string, string>();
  csrf = "";

  constructor(site: Site, host = "headway.co") {
    this.#site = site;
    this.#host = host;
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Reply> {
    const reply = await this.send("GET", path, headers, "");
    const token = /name="csrf" value="([^"]+)"|data-csrf="([^"]+)"/.exec(reply.text);
    this.csrf = token?.[1] ?? token?.[2] ?? this.csrf;
    return reply;
  }

  /** Posts a form as the page at `from` would. */
  async post(from: string, path: string, fields: Record<string, string> = {}): Promise<Reply> {
    await this.get(from);
    const body = new URLSearchParams({ csrf: this.csrf, ...fields }).toString();
    const type = "application/x-www-form-urlencoded";
    return this.send("POST", path, { "content-type": type }, body);
  }

  /** Posts JSON as a script of the page at `from` would, and reads the answer. */
  async call(from: string, path: string, fields: object): Promise<Record<string, unknown>> {
    await this.get(from);
    const headers = { "content-type": "application/json", "x-csrf-token": this.csrf };
    const reply = await this.send("POST", path, headers, JSON.stringify(fields));
    return JSON.parse(reply.text) as Record<string, unknown>;
  }

  send(
    method: string,
    path: string,
    headers: Record<string, string>,
    body: string,
  ): Promise<Reply> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    return new Promise((resolve, reject) => {
      const outgoing = request(
        {
          host: "127.0.0.1",
          port: this.#site.port,
          servername: this.#host,
          ca: this.#site.authorityPem,
          agent: false,
          method,
          path,
          headers: { host: this.#host, ...(cookie !== "" && { cookie }), ...headers },
        },
        (incoming) => {
          incoming.setEncoding("utf8");
          let text = "";
          incoming.on("data", (part: string) => (text += part));
          incoming.on("error", reject);
          incoming.on("end", () => {
            this.#keepCookies(incoming.headers["set-cookie"] ?? []);
            resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text });
          });
        },
      );
      outgoing.on("error", reject);
      outgoing.end(body);
    });
  }

  #keepCookies(lines: readonly string[]): void {
    for (const line of lines) {
      const match = /^([^=]+)=([^;]*)/.exec(line);
      if (match?.[1] !== undefined) this.cookies.set(match[1], match[2] ?? "");
    }
  }
}

/** The heading of a page. */
export function headingOf(reply: Reply): string {
  return /<h1>([^<]*)<\/h1>/.exec(reply.text)?.[1] ?? "";
}

/** The text of the page's alert, or an empty string. */
export function alertOf(reply: Reply): string {
  return /role="alert">([^<]*)</.exec(reply.text)?.[1] ?? "";
}
