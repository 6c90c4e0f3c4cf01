import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Page, expect } from '@playwright/test';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** What is looked for: everything in light; in dark only what depends on colours, for the rest is the same page. */
const schemes = {
  light: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
  dark: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
} as const;

interface Violation {
  id: string;
  help: string;
  nodes: { target: string[]; failureSummary?: string }[];
}

/** Expects no violation of WCAG 2.2 A and AA, in light and in dark. */
export async function axe(page: Page, js: boolean): Promise<void> {
  if (js) return look(page);
  // axe is a script: another browser that runs scripts shows the same page, but gets none of its
  // own.
  const context = await page.context().browser()?.newContext({ javaScriptEnabled: true });
  const copy = await context?.newPage();
  if (!context || !copy) throw new Error('no browser');
  const body = await page.content();
  await copy.route('**/pkg/*.js', (route) => route.abort());
  await copy.route(page.url(), (route) => route.fulfill({ body, contentType: 'text/html' }));
  await copy.goto(page.url());
  await look(copy);
  await context.close();
}

async function look(page: Page): Promise<void> {
  // What happens to lie half under the head of the page can be scrolled out from under it.
  await page.evaluate(() => {
    for (const head of document.querySelectorAll<HTMLElement>('.site-head')) head.style.position = 'static';
  });
  // At the end of the page, where nothing lies under the bar at the bottom of the screen.
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // Colours count as they are in the end; what turns for ever is stopped.
    await page.evaluate(() => {
      for (const animation of document.getAnimations()) {
        const { endTime } = animation.effect?.getComputedTiming() ?? {};
        if (endTime === Infinity) animation.cancel();
        else animation.finish();
      }
    });
    const violations = await page.evaluate(async (runOnly) => {
      const { axe } = window as unknown as {
        axe: { run(what: Document, how: object): Promise<{ violations: Violation[] }> };
      };
      const how = { runOnly, resultTypes: ['violations'], preload: false };
      return (await axe.run(document, how)).violations;
    }, schemes[colorScheme]);
    expect.soft(violations.map(brief), `axe, ${colorScheme}, ${page.url()}`).toEqual([]);
  }
}

function brief(violation: Violation): string {
  const nodes = violation.nodes.slice(0, 3).map((n) => `${n.target.join(' ')} ${n.failureSummary}`);
  return `${violation.id}: ${violation.help} (${violation.nodes.length})\n${nodes.join('\n')}`;
}
