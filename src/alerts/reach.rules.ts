import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { AlertChannel } from './alert.rules.js';

/** Mainland mobile numbers: 06 and 07. The others are looked up in the numbering plans. */
const MAINLAND_MOBILE = /^\+33[67]\d{8}$/;

function isMobile(phone: string): boolean {
  if (MAINLAND_MOBILE.test(phone)) return true;
  if (phone.startsWith('+33')) return false;
  const type = parsePhoneNumberFromString(phone)?.getType();
  return type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE';
}

/** The channels on which these addresses can be reached: SMS only on mobile numbers. */
export function reachableChannels(phone: string | null, email: string | null): AlertChannel[] {
  const channels: AlertChannel[] = [];
  if (phone !== null && isMobile(phone)) channels.push('sms');
  if (email !== null && /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(email)) channels.push('email');
  return channels;
}
