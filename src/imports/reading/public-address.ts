import ipaddr from 'ipaddr.js';

/**
 * Whether an IP address is on the public internet. Loopback, private, link-local (cloud metadata), CGNAT, multicast, reserved, IPv4 hidden in
 * IPv6 (mapped, 6to4, Teredo, NAT64) and everything that is not plain unicast are not.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  return ipaddr.process(address).range() === 'unicast';
}

/** The IP address that a URL's host is, without brackets; null when the host is a name. */
export function addressInHost(host: string): string | null {
  const bare = host.replace(/^\[|\]$/g, '');
  return ipaddr.isValid(bare) ? bare : null;
}
