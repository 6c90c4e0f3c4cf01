import { randomBytes } from 'node:crypto';

/** A title nobody else has: all tests share one server and its board. */
export function unique(words: string): string {
  const letters = [...randomBytes(9)].map((byte) => String.fromCharCode(97 + (byte % 26)));
  return `${words} ${letters.join('')}`;
}

/** A pattern for a text that stands somewhere, whatever is special in it. */
export function exactly(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
}
