import { clientAddressHeader } from "@/lib/control/control";

/** The receiver tells it on each request that it passes on. */
export function clientAddress(headers: Headers): string {
  return headers.get(clientAddressHeader) ?? "unknown";
}
