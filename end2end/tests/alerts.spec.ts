import { type Moderator, expect, test } from '../support/test.ts';

declare global {
  interface Window {
    /** Whether the page shall believe that nobody sees it. */
    away?: boolean;
    /** Titles of the messages that were shown, and how many notes were played. */
    calls: { messages: string[]; notes: number };
  }
}

/** Lets a page be looked away from, and remembers how it calls. */
const listens = async ({ page }: Moderator, { refuses = false } = {}) => {
  await page.context().grantPermissions(['notifications']);
  await page.addInitScript((refuses) => {
    window.calls = { messages: [], notes: 0 };
    Object.defineProperty(Document.prototype, 'hidden', { get: () => window.away === true });
    const Shown = window.Notification;
    class Told extends Shown {
      constructor(title: string, options?: NotificationOptions) {
        // As Chrome on Android says it.
        if (refuses) throw new TypeError('Illegal constructor. Use ServiceWorkerRegistration.showNotification() instead.');
        super(title, options);
        window.calls.messages.push(title);
      }
    }
    window.Notification = Told;
    const play = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (when) {
      window.calls.notes += 1;
      play.call(this, when);
    };
  }, refuses);
};

/** The switches of how one is called. */
const calls = async ({ page }: Moderator) => {
  await page.getByRole('button', { name: 'Tasten & Töne' }).click();
  return page.getByRole('dialog', { name: 'Tasten & Töne' });
};

test.describe('how the queue calls', { tag: '@hydrated' }, () => {
  test('the count is in the title and the icon; a sound and a message come if wanted', async ({
    citizen, newModerator, desk,
  }) => {
    const moderator = await newModerator();
    const { page } = moderator;
    await listens(moderator);
    await moderator.signIn();
    const waiting = async () => Number((await page.title()).match(/^\((\d+)\)/)?.[1] ?? 0);
    const before = await waiting();
    const dialog = await calls(moderator);
    const started = Date.now();
    await dialog.getByRole('checkbox', { name: 'Leiser Ton' }).check();
    await dialog.getByRole('checkbox', { name: 'Mitteilung auf dem Bildschirm' }).check();
    // Both show what they are like.
    await expect.poll(() => page.evaluate(() => window.calls)).toEqual({ messages: ['Neu im Eingang'], notes: 2 });
    await page.keyboard.press('Escape');

    // Nobody is called more often than every eight seconds.
    await page.waitForTimeout(Math.max(0, 8_500 - (Date.now() - started)));
    await page.evaluate(() => { window.away = true; });
    const idea = await citizen.postsIdea();
    await expect.poll(() => page.evaluate(() => window.calls)).toEqual({
      messages: ['Neu im Eingang', 'Neu im Eingang'], notes: 4,
    });
    await expect.poll(waiting).toBeGreaterThan(before);
    const icon = page.locator('link[rel=icon]').first();
    await expect(icon).toHaveAttribute('href', /^data:image\/svg\+xml,.*%3E(\d+|99\+)%3C\/text/);
    await desk.clear(idea.title);
  });

  test('where only a worker may show messages, one does', async ({ newModerator }) => {
    const moderator = await newModerator();
    const { page } = moderator;
    await listens(moderator, { refuses: true });
    await moderator.signIn();
    const messages = (await calls(moderator)).getByRole('checkbox', { name: 'Mitteilung auf dem Bildschirm' });
    await messages.check();
    const shown = () => page.evaluate(async () => {
      const worker = await navigator.serviceWorker.getRegistration('/staff');
      return (await worker?.getNotifications() ?? []).map((message) => message.title);
    });
    await expect.poll(shown).toEqual(['Neu im Eingang']);
    await expect(messages).toBeChecked();
  });

  test('a switch that cannot be kept says so', async ({ newModerator }) => {
    const moderator = await newModerator();
    const { page } = moderator;
    await page.addInitScript(() => {
      Object.defineProperty(Notification, 'permission', { get: () => 'denied' });
      Notification.requestPermission = async () => 'denied';
    });
    await moderator.signIn();
    const dialog = await calls(moderator);
    const messages = dialog.getByRole('checkbox', { name: 'Mitteilung auf dem Bildschirm' });
    await messages.click();
    await expect(dialog.getByText('Der Browser zeigt keine Mitteilungen')).toBeVisible();
    await expect(messages).not.toBeChecked();
  });
});
