import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';

/** What the latest mail to somebody says, once there is one: without a mail server each is a file. */
export async function mailTo(address: string): Promise<string> {
  let text: string | undefined;
  await expect(() => {
    text = written().find((mail) => header(mail, 'To') === address);
    expect(text, `a mail to ${address}`).toBeDefined();
  }).toPass({ timeout: 60_000 });
  return plain(text ?? '');
}

/** The only link in a mail that leads to a page below this path. */
export function linkIn(mail: string, path: string): string {
  const links = mail.split(/\s+/).filter((word) => URL.canParse(word) && new URL(word).pathname.startsWith(path));
  expect(links, mail).toHaveLength(1);
  return links[0];
}

/** All mails, latest first. */
function written(): string[] {
  const folder = join(process.env.E2E_DATA ?? '', 'outbox');
  // The folder comes with the first mail; a file is there once its mail is whole.
  const names = readdirSync(folder).filter((name) => name.endsWith('.eml'));
  return names.sort().reverse().map((name) => readFileSync(join(folder, name), 'latin1'));
}

function header(part: string, name: string): string | undefined {
  const [head] = part.split('\r\n\r\n', 1);
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  return lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
}

function plain(mail: string): string {
  const boundary = /boundary="([^"]+)"/.exec(mail)?.[1];
  const parts = mail.split(`--${boundary}\r\n`).slice(1);
  const part = parts.find((part) => header(part, 'Content-Type')?.startsWith('text/plain')) ?? '';
  const body = part.slice(part.indexOf('\r\n\r\n') + 4).split(`\r\n--${boundary}`)[0];
  switch (header(part, 'Content-Transfer-Encoding')) {
    case 'base64':
      return Buffer.from(body, 'base64').toString();
    case 'quoted-printable': {
      const byte = (_: string, hex: string) => String.fromCharCode(parseInt(hex, 16));
      const bytes = body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, byte);
      return Buffer.from(bytes, 'latin1').toString();
    }
    default:
      return Buffer.from(body, 'latin1').toString();
  }
}
