import { BlockList, isIP } from "node:net";

const ipv4: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  // Shared by carriers; some clouds serve their metadata there.
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  // Link-local: the metadata of most clouds.
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  // Multicast, reserved and broadcast.
  ["224.0.0.0", 3],
];

const refused = new BlockList();
for (const [net, prefix] of ipv4) refused.addSubnet(net, prefix, "ipv4");
// Of IPv6 only what is given out to networks; tunnels and mappings there lead to IPv4 again.
const given = new BlockList();
given.addSubnet("2000::", 3, "ipv6");
const tunnels = new BlockList();
for (const [net, prefix] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const) {
  tunnels.addSubnet(net, prefix, "ipv6");
}

/** Whether an address is one of the internet's: not this machine's, this network's or reserved. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !refused.check(address, "ipv4");
  if (version !== 6 || address.includes("%")) return false;
  return given.check(address, "ipv6") && !tunnels.check(address, "ipv6");
}
