// The stand-in relying party: an HTTPS server on loopback that behaves as Headway's two portals do,
// with a help centre and look-alike hosts beside them, told apart by the Host header. It keeps
// everything in memory and knows nothing of any password manager.

import { createAdaptorServer } from "@hono/node-server";
import { createServer } from "node:https";
import type { Server } from "node:https";
import { loadAssets } from "./assets.ts";
import type { Asset, Assets } from "./assets.ts";
import { createCertificate } from "./certificate.ts";
import { createForeign } from "./foreign.ts";
import { placeOf } from "./hosts.ts";
import type { Place } from "./hosts.ts";
import { createPortal } from "./portal.ts";
import type { MakeUp } from "./sessions.ts";
import type { SiteState } from "./state.ts";
import { createWorld } from "./world.ts";
import type { World } from "./world.ts";

export interface SiteOptions {
  /** The port to listen on; any free one by default. */
  readonly port?: number;
  /** The clock of every deadline and of the `Date` of every answer, in milliseconds since the epoch. */
  readonly now?: () => number;
  /** How code screens are built unless a visitor chose otherwise by `?makeup=`. */
  readonly makeUp?: MakeUp;
  /** Whether `/__state` is served. */
  readonly inspect?: boolean;
  /** Pages of a test's own, on any host. Null for what is the site's. */
  readonly guests?: (url: URL) => Asset | null | Promise<Asset | null>;
}

export interface Site {
  readonly port: number;
  readonly certificatePem: string;
  /** Of the authority that signed the certificate. */
  readonly authorityPem: string;
  readonly state: SiteState;
  close(): Promise<void>;
}

interface Application {
  fetch(request: Request): Response | Promise<Response>;
}

/** Starts the site on 127.0.0.1 and resolves once it listens. */
export async function startSite(options: SiteOptions = {}): Promise<Site> {
  const [assets, certificate] = await Promise.all([loadAssets(), createCertificate()]);
  const { keyPem, certificatePem, authorityPem } = certificate;
  const world = createWorld({
    now: options.now ?? Date.now,
    makeUp: options.makeUp ?? "form",
    inspect: options.inspect ?? true,
    assets,
  });
  const server = createAdaptorServer({
    fetch: dated(createFetch(world, options.guests ?? (() => null)), options.now),
    createServer,
    serverOptions: { key: keyPem, cert: certificatePem },
    overrideGlobalObjects: false,
  }) as Server;
  const port = await listen(server, options.port ?? 0);
  return { port, certificatePem, authorityPem, state: world.state, close: () => close(server) };
}

function createFetch(
  world: World,
  guests: NonNullable<SiteOptions["guests"]>,
): (request: Request) => Promise<Response> {
  const applications = new Map<string, Application>();
  return async (request) => {
    const url = new URL(request.url);
    const { host, pathname } = url;
    const guest = await guests(url);
    if (guest !== null) return responseOf(guest);
    const asset = findAsset(world.assets, pathname);
    if (asset !== null) return asset;
    const place = placeOf(host);
    const application = applications.get(place.host) ?? createApplication(world, place);
    applications.set(place.host, application);
    return application.fetch(request);
  };
}

/** Without a clock of its own the server writes the computer's time. */
function dated(
  fetch: (request: Request) => Promise<Response>,
  now: SiteOptions["now"],
): (request: Request) => Promise<Response> {
  if (now === undefined) return fetch;
  return async (request) => {
    const response = await fetch(request);
    response.headers.set("Date", new Date(now()).toUTCString());
    return response;
  };
}

function createApplication(world: World, place: Place): Application {
  return place.kind === "headway" ? createPortal(world, place) : createForeign(place);
}

function findAsset(assets: Assets, pathname: string): Response | null {
  if (pathname === "/favicon.ico") return new Response(null, { status: 204 });
  if (!pathname.startsWith("/assets/")) return null;
  const asset = assets.get(pathname.slice("/assets/".length));
  if (asset === undefined) return new Response(null, { status: 404 });
  return responseOf(asset);
}

function responseOf(asset: Asset): Response {
  return new Response(asset.text, {
    headers: {
      "Content-Type": asset.type,
      "Cache-Control": "no-cache",
      "X-Content-Type-Options": "nosniff",
    },
  });
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") reject(new TypeError("no port"));
      else resolve(address.port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}
