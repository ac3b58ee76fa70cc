/** Set by server.ts on each request from the connection, after dropping what a client sent under it. */
export const clientAddressHeader = "x-hookline-client-address";

export function clientAddress(headers: Headers): string {
  return headers.get(clientAddressHeader) ?? "unknown";
}
