import type { Page } from '@playwright/test';
import { type Citizen, expect, test, unique } from '../support/test.ts';

/** Marks the page, so that a reload would be noticed. */
async function mark(page: Page): Promise<void> {
  await page.evaluate(() => Object.assign(window, { marked: true }));
}

async function expectNoReload(page: Page): Promise<void> {
  expect(await page.evaluate(() => 'marked' in window)).toBe(true);
}

/** Keeps every live stream that the page opens, to look at. */
async function keepStreams(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const streams: EventSource[] = [];
    const Real = window.EventSource;
    window.EventSource = class extends Real {
      constructor(url: string | URL, init?: EventSourceInit) {
        super(url, init);
        streams.push(this);
      }
    };
    Object.assign(window, { streams });
  });
}

/** The streams of the page: where they began, and whether they are open. */
function streams(page: Page): Promise<{ url: string; state: number }[]> {
  return page.evaluate(() => {
    const { streams } = window as unknown as { streams: EventSource[] };
    return streams.map(({ url, readyState }) => ({ url, state: readyState }));
  });
}

const OPEN = 1;
const CLOSED = 2;

/** Waits until the page hears what happens. */
async function listens(citizen: Citizen): Promise<void> {
  await expect
    .poll(async () => (await streams(citizen.page)).filter((s) => s.state === OPEN).length)
    .toBe(1);
}

/** Lets the page believe that it is hidden, or shown again. */
async function hide(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate((now) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => now });
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      get: () => (now ? 'hidden' : 'visible'),
    });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  }, hidden);
}

test('from one phone to all others', { tag: '@hydrated' }, async ({ citizen, newCitizen, newModerator }) => {
  const title = unique('Sonnensegel am Spielplatz');
  const author = await newCitizen();
  const moderator = await newModerator();
  await citizen.open('/ideas');
  await mark(citizen.page);
  await moderator.signIn();
  await moderator.unfold();
  await mark(moderator.page);

  await author.open('/ideas/new');
  await author.fillsIn({ title, text: 'Mittags ist es dort zu heiß zum Spielen.', topic: 'Innenstadt' });
  await author.sendIdea.click();
  await expect(author.page.getByText('Danke! Ihre Idee ist da.')).toBeVisible();

  // The queue shows it without a reload.
  await moderator.row(title).click();
  await expect(moderator.reading(title)).toBeVisible();
  await expect(citizen.card(title)).toHaveCount(0);
  await moderator.pane.getByRole('button', { name: 'Veröffentlichen' }).click();

  // So does every open board.
  await expect(citizen.card(title)).toBeVisible();
  await expectNoReload(citizen.page);
  await expectNoReload(moderator.page);
  // And what has just arrived works.
  await citizen.support(citizen.card(title)).click();
  await expect(citizen.support(citizen.card(title))).toContainText('1 Unterstützung');
});

test('supports count up on every page', { tag: '@hydrated' }, async ({ citizen, newCitizen, desk }) => {
  const idea = await citizen.postsIdea();
  await desk.publish(idea);
  const [other, third] = [await newCitizen(), await newCitizen()];
  await citizen.open(idea.path);
  await third.open('/ideas');
  await other.open(idea.path);
  await other.support().click();
  await expect(citizen.support()).toContainText('1 Unterstützung');
  await expect(citizen.support()).toHaveAttribute('aria-pressed', 'false');
  await expect(third.support(third.card(idea.title))).toContainText('1 Unterstützung');
  await other.support().click();
  await expect(citizen.support()).toContainText('0 Unterstützungen');
});

test('a comment appears where it is read', { tag: '@hydrated' }, async ({ citizen, newCitizen, desk }) => {
  const idea = await citizen.postsIdea();
  await desk.publish(idea);
  await citizen.open(idea.path);
  const { page } = citizen;
  await expect(page.getByText('Noch kein Kommentar.')).toBeVisible();
  const text = unique('Gern mit Lehne');
  const id = await (await newCitizen()).postsComment(idea, text);
  const seq = await desk.publishComment(id);
  await expect(page.locator('.comment').filter({ hasText: text })).toBeVisible();
  await expect(page.getByRole('heading', { name: '1 Kommentar' })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Neuer Kommentar: Nachbar:in' })).toBeAttached();
  await desk.undo(seq);
  await expect(page.getByText(text)).toHaveCount(0);
  await desk.clear(idea.title);
});

test('what is taken back leaves the board', { tag: '@hydrated' }, async ({ citizen, desk }) => {
  const idea = await citizen.postsIdea();
  const seq = await desk.publish(idea);
  await citizen.open('/ideas');
  await expect(citizen.card(idea.title)).toBeVisible();
  await desk.undo(seq);
  await expect(citizen.card(idea.title)).toBeHidden();
  await desk.publish(idea);
  await expect(citizen.card(idea.title).filter({ visible: true })).toHaveCount(1);
});

test('what is taken back leaves the page that shows it', { tag: '@hydrated' }, async ({ citizen, newCitizen, desk, watch }) => {
  const { page } = citizen;
  const idea = await (await newCitizen()).postsIdea();
  const seq = await desk.publish(idea);
  await citizen.open(idea.path);
  await mark(page);
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText(idea.title);
  watch.allow(`404 GET /api/ideas/${idea.id}`);
  await desk.undo(seq);
  await expect(heading).toContainText('Diese Idee gibt es hier nicht');
  await expect(page.getByRole('status').filter({ hasText: 'Diese Idee gibt es hier nicht' })).toBeAttached();
  await expect(page.getByText(idea.text)).toHaveCount(0);
  await expect(page).toHaveTitle(/gibt es hier nicht/);
  await expect(page.getByRole('main').getByRole('link', { name: 'Alle Ideen' })).toBeVisible();
  await expectNoReload(page);
  await desk.clear(idea.title);
});

test('a new idea arrives in its lane', { tag: '@hydrated' }, async ({ citizen, desk }) => {
  const { page } = citizen;
  const idea = await citizen.postsIdea();
  await citizen.open('/ideas?view=lanes&topic=innenstadt');
  await desk.publish(idea);
  const lane = page.locator('.lane[data-status=published]');
  await expect(lane.getByRole('article', { name: idea.title })).toBeAttached();
});

test('nothing moves under the thumb', { tag: '@hydrated' }, async ({ citizen, newCitizen, desk }) => {
  const { page } = citizen;
  const idea = await (await newCitizen()).postsIdea();
  await keepStreams(page);
  await citizen.open('/ideas');
  await listens(citizen);
  // Not every browser keeps in place what is read when something grows above it.
  await page.evaluate(() => {
    document.documentElement.style.overflowAnchor = 'none';
    return document.fonts.ready;
  });
  await page.evaluate(() => scrollTo(0, 900));
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(900);
  // The card in the middle of the screen, and how far down it is.
  const read = () =>
    page.evaluate(() => {
      const cards = [...document.querySelectorAll('main article')];
      const middle = (card: Element) => card.getBoundingClientRect().bottom > innerHeight / 2;
      const card = cards.find(middle);
      return { card: card?.id, top: Math.round(card?.getBoundingClientRect().top ?? NaN), scrollY };
    });
  const before = await read();

  await desk.publish(idea);
  const pill = page.getByRole('button', { name: /^\d+ neue Ideen?$/ });
  await expect(pill).toBeVisible();
  await expect(pill).toBeInViewport();
  await expect(citizen.card(idea.title)).toHaveCount(0);
  expect(await read()).toEqual(before);

  await pill.click();
  await expect(citizen.card(idea.title)).toBeVisible();
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
  // Another one may have come in from elsewhere while the page scrolled up.
  await expect(async () => {
    if (await pill.isVisible()) await pill.click();
    await expect(pill).toHaveCount(0, { timeout: 1000 });
  }).toPass();
});

test('a hidden page is quiet, and catches up', { tag: '@hydrated' }, async ({ citizen, newCitizen, desk }) => {
  const { page } = citizen;
  const author = await newCitizen();
  const [missed, later] = [await author.postsIdea(), await author.postsIdea()];
  await keepStreams(page);
  await citizen.open('/ideas');
  await listens(citizen);
  await hide(page, true);
  expect((await streams(page)).map((stream) => stream.state)).toEqual([CLOSED]);
  await desk.publish(missed);
  await expect.poll(() => page.request.get(missed.path).then((a) => a.status())).toBe(200);
  await expect(citizen.card(missed.title)).toHaveCount(0);
  await hide(page, false);
  await expect(citizen.card(missed.title)).toBeVisible();
  await desk.publish(later);
  await expect(citizen.card(later.title)).toBeVisible();
  await expect(citizen.card(missed.title)).toHaveCount(1);
  expect((await streams(page)).map((stream) => stream.state)).toEqual([CLOSED, OPEN]);
});

test('a lost connection is said quietly, and comes back', { tag: '@hydrated' }, async ({ citizen, desk, watch }) => {
  const { page } = citizen;
  const idea = await citizen.postsIdea();
  watch.allow('failed GET /api/live');
  await page.route('**/api/live?*', (route) => route.abort());
  await citizen.open('/ideas');
  const sign = page.getByRole('status').getByText('Verbindung unterbrochen');
  await expect(sign).toBeVisible();
  await page.unroute('**/api/live?*');
  await expect(sign).toHaveCount(0);
  await desk.publish(idea);
  await expect(citizen.card(idea.title)).toBeVisible();
});

test('a support that does not arrive is taken back', { tag: '@hydrated' }, async ({ citizen, watch, desk }) => {
  const { page } = citizen;
  const idea = await citizen.postsIdea();
  await desk.publish(idea);
  watch.allow(`failed PUT /api/ideas/${idea.id}/support`);
  let fail = () => {};
  const failed = new Promise<void>((done) => (fail = done));
  await page.route('**/support', async (route) => {
    await failed;
    await route.abort();
  });
  await citizen.open(idea.path);
  const button = citizen.support();
  await button.click();
  // Counted at once …
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await expect(button).toContainText('1 Unterstützung');
  fail();
  // … and taken back, with a word.
  await expect(button).toHaveAttribute('aria-pressed', 'false');
  await expect(button).toContainText('0 Unterstützungen');
  await expect(page.getByText('Ihre Unterstützung ist noch nicht gezählt.')).toBeVisible();
  await page.unroute('**/support');
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => supports(page, idea.id)).toBe(1);
});

test('the stream tells nobody what is not public', { tag: '@hydrated' }, async ({ citizen, newCitizen, desk }) => {
  const { page } = citizen;
  const author = await newCitizen();
  await citizen.open('/ideas');
  await page.evaluate(() => {
    const heard: string[] = [];
    new EventSource('/api/live').onmessage = (event) => heard.push(event.data);
    Object.assign(window, { heard });
  });
  const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard.join('\n'));
  const [secret, known] = [await author.postsIdea(), await author.postsIdea()];
  const comment = await author.postsComment(known, unique('Nur für das Team')).catch(() => undefined);
  expect(comment, 'nobody comments on what is not public').toBeUndefined();
  await desk.publish(known);
  await expect.poll(heard).toContain(known.title);
  expect(await heard()).not.toContain(secret.title);
  await desk.clear(secret.title);
});

async function supports(page: Page, id: number): Promise<number> {
  const answer = await page.request.get(`/api/ideas/${id}`);
  return (await answer.json()).card.supports;
}
