import { createHmac } from 'node:crypto';
import { type Page, expect } from '@playwright/test';

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** What an app with this key shows now, or so many half minutes later (RFC 6238). */
export function codeOf(key: string, later = 0): string {
  const bits = [...key].map((digit) => digits.indexOf(digit).toString(2).padStart(5, '0')).join('');
  const bytes = (bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2));
  const moment = Buffer.alloc(8);
  moment.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const tag = createHmac('sha1', Buffer.from(bytes)).update(moment).digest();
  const number = tag.readUInt32BE(tag[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/** Sets an app up without the page, for whoever is signed in. Returns its key and the recovery codes. */
export async function setUpApp({ request }: Page): Promise<{ key: string; codes: string[] }> {
  const begun = await request.post('/api/staff/account/totp', { data: null });
  expect(begun.status(), await begun.text()).toBe(200);
  const { secret: key } = await begun.json();
  const answer = await request.post('/api/staff/account/totp/confirm', { data: { code: codeOf(key) } });
  expect(answer.status(), await answer.text()).toBe(200);
  return { key, codes: (await answer.json()).codes };
}
