import { BlockList, isIP } from "node:net";

/** IPv4 networks that are nobody's place on the open internet (IANA special-purpose registry, RFC 6890 and its updates). */
const closed4 = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  // Link-local, and in it the metadata service of every cloud.
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.31.196.0", 24],
  ["192.52.193.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["192.175.48.0", 24],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  // Multicast, reserved, broadcast.
  ["224.0.0.0", 3],
  // Azure's own service for its machines, on an address that looks public.
  ["168.63.129.16", 32],
] as const;

/** In 2000::/3, all that is given out: protocol assignments with Teredo, documentation, 6to4 (an IPv4 address inside). */
const closed6 = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const;

const closed = new BlockList();
for (const [network, bits] of closed4) closed.addSubnet(network, bits, "ipv4");
for (const [network, bits] of closed6) closed.addSubnet(network, bits, "ipv6");
const given6 = new BlockList();
given6.addSubnet("2000::", 3, "ipv6");

/**
 * Whether an IP address is somewhere on the open internet. Of IPv6 only what is given out (2000::/3) counts, so that
 * loopback, mapped and translated IPv4 addresses, private and link-local ones are out without being named.
 */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !closed.check(address, "ipv4");
  if (family !== 6 || address.includes("%")) return false;
  return given6.check(address, "ipv6") && !closed.check(address, "ipv6");
}
