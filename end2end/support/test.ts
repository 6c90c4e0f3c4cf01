import { type BrowserContext, type Page, test as base } from '@playwright/test';
import { axe } from './axe.ts';
import { Citizen } from './citizen.ts';
import { Desk } from './desk.ts';
import { Moderator } from './moderator.ts';
import { Watch } from './watch.ts';

export { expect } from '@playwright/test';
export { Citizen, type Idea, type NewIdea } from './citizen.ts';
export { type Planned, asks, inDays } from './desk.ts';
export { Moderator } from './moderator.ts';
export { png } from './png.ts';
export { exactly, unique } from './words.ts';

interface People {
  /** Fails the test for what goes wrong unseen, in every browser of the test. */
  watch: Watch;
  /** Expects no violation of WCAG 2.2 A and AA on a page, in light and in dark. */
  axe: (page: Page) => Promise<void>;
  /** Somebody at the test's own browser. */
  citizen: Citizen;
  /** Somebody else, at another browser. */
  newCitizen: () => Promise<Citizen>;
  /** A member of staff at another browser, not signed in yet. */
  newModerator: () => Promise<Moderator>;
}

interface Shared {
  /** Somebody who decides where the test is not about deciding. */
  desk: Desk;
}

export const test = base.extend<People, Shared>({
  watch: [
    async ({ baseURL, javaScriptEnabled }, use) => {
      const watch = new Watch(baseURL ?? '', javaScriptEnabled !== false);
      await use(watch);
      watch.verdict();
    },
    { auto: true },
  ],
  context: async ({ context, watch }, use) => {
    watch.follow(context);
    await use(context);
  },
  axe: async ({ javaScriptEnabled }, use) => {
    await use((page) => axe(page, javaScriptEnabled !== false));
  },
  citizen: async ({ page, javaScriptEnabled }, use) => {
    await use(new Citizen(page, javaScriptEnabled !== false));
  },
  newCitizen: async ({ browser, watch, javaScriptEnabled }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      // With the options of the project.
      const context = await browser.newContext();
      contexts.push(context);
      watch.follow(context);
      return new Citizen(await context.newPage(), javaScriptEnabled !== false);
    });
    for (const context of contexts) await context.close();
  },
  newModerator: async ({ newCitizen, watch }, use) => {
    // Asking for what a colleague has just decided on is answered like that.
    watch.allow('404 GET /api/staff/queue/');
    await use(async () => {
      const { page, js } = await newCitizen();
      return new Moderator(page, js);
    });
  },
  desk: [
    async ({ playwright }, use) => {
      const desk = await Desk.open(playwright);
      await use(desk);
      await desk.close();
    },
    { scope: 'worker' },
  ],
});
