// A picture of a page, for looking at what one has built:
//   node end2end/shot.mjs URL OUT.png [WIDTH=360] [HEIGHT=740] [light|dark] [full] [nojs]
// Prints what the browser's console and the network complained about.
import { chromium } from '@playwright/test';
import { args, executablePath } from './chromium.mjs';

const [url, file, ...rest] = process.argv.slice(2);
if (!url || !file) {
  console.error('usage: node shot.mjs URL OUT.png [WIDTH] [HEIGHT] [light|dark] [full] [nojs]');
  process.exit(2);
}
const numbers = rest.filter((word) => /^\d+$/.test(word)).map(Number);
const [width = 360, height = 740] = numbers;

const browser = await chromium.launch({ executablePath, args });
const context = await browser.newContext({
  viewport: { width, height },
  colorScheme: rest.includes('dark') ? 'dark' : 'light',
  javaScriptEnabled: !rest.includes('nojs'),
  locale: process.env.SHOT_LOCALE ?? 'de-DE',
});
const page = await context.newPage();
page.on('console', (message) => {
  if (['error', 'warning'].includes(message.type())) console.log(`${message.type()}: ${message.text()}`);
});
page.on('pageerror', (error) => console.log(`page error: ${error.message}`));
page.on('requestfailed', (request) =>
  console.log(`failed: ${request.url()} ${request.failure()?.errorText}`),
);
// Not `networkidle`: a page with a live stream never falls silent.
const response = await page.goto(url, { waitUntil: 'load' });
await page.waitForTimeout(Number(process.env.SHOT_WAIT ?? 700));
await page.screenshot({ path: file, fullPage: rest.includes('full') });
console.log(`${response?.status()} ${await page.title()} → ${file} (${width}×${height})`);
await browser.close();
