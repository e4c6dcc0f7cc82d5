// Hands the browser ports down to every component without passing them through each one.

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Ports } from "./ports.ts";

const PortsContext = createContext<Ports | null>(null);

export const PortsProvider = PortsContext.Provider;

/** @throws TypeError outside a PortsProvider */
export function usePorts(): Ports {
  const ports = useContext(PortsContext);
  if (ports === null) throw new TypeError("usePorts is called outside a PortsProvider");
  return ports;
}
