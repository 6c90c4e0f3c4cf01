import type { Page } from '@playwright/test';
import { expect, test, unique } from '../support/test.ts';

const matches = (page: Page) => page.locator('#matches');
const cards = (page: Page) => page.getByRole('main').getByRole('article');

/** The numbers of the ideas on the page, in their order. */
function shown(page: Page): Promise<string[]> {
  return cards(page).evaluateAll((list) => list.map((card) => card.id));
}

/** How many ideas the API counts. What tests bring in is about another topic. */
async function counted(page: Page, query: string): Promise<number> {
  const answer = await page.request.get(`/api/ideas?${query}`);
  return (await answer.json()).total;
}

test('a card says what the idea is about', async ({ citizen, desk, newCitizen }) => {
  const author = await newCitizen();
  const idea = await author.postsIdea({ text: 'Damit man sich auf dem Weg ausruhen kann.' });
  await desk.publish(idea);
  await citizen.finds('/ideas', citizen.card(idea.title));
  await expect(citizen.page.getByRole('heading', { level: 1 })).toHaveText('Ideen für unsere Stadt');
  await expect(matches(citizen.page)).toHaveText(/^\d+ Ideen$/);
  const card = citizen.card(idea.title);
  for (const text of ['Innenstadt', 'In Diskussion', 'Stadtlabor Menden', 'ausruhen']) {
    await expect(card).toContainText(text);
  }
  await expect(citizen.support(card)).toHaveAttribute('aria-pressed', 'false');
  await card.getByRole('link', { name: idea.title }).click();
  await expect(citizen.page).toHaveURL(idea.path);
  await expect(citizen.page.getByRole('heading', { level: 1 })).toHaveText(idea.title);
});

test('filters are links and a form, and stand in the address', async ({ citizen }) => {
  const { page, js } = citizen;
  await citizen.open('/ideas');
  const topics = page.getByRole('navigation', { name: 'Themen' });
  await topics.getByRole('link', { name: 'Klimaschutz' }).click();
  await expect(page).toHaveURL('/ideas?topic=klima');
  await expect(topics.getByRole('link', { name: 'Klimaschutz' })).toHaveAttribute('aria-current', 'true');
  await expect(cards(page).first()).toContainText('Klimaschutz');
  await expect(cards(page).filter({ hasNotText: 'Klimaschutz' })).toHaveCount(0);

  await page.locator('summary').filter({ hasText: 'Filter' }).click();
  await page.getByLabel('Stadtlabor', { exact: true }).selectOption('Stadtlabor Soest');
  if (!js) await page.getByRole('button', { name: 'Ideen zeigen' }).click();
  await expect(page).toHaveURL(/[?&]lab=soest(&|$)/);
  await expect(page).toHaveURL(/[?&]topic=klima(&|$)/);
  const total = await counted(page, 'topic=klima&lab=soest');
  await expect(matches(page)).toHaveText(total === 1 ? '1 Idee' : `${total} Ideen`);
  await expect(cards(page)).toHaveCount(total);
});

test('back and forward go through what was chosen', async ({ citizen }) => {
  const { page } = citizen;
  await citizen.open('/ideas');
  const topic = page.getByRole('navigation', { name: 'Themen' }).getByRole('link', { name: 'Urbanes Grün' });
  await topic.click();
  await expect(page).toHaveURL('/ideas?topic=gruen');
  // Until what was chosen is there, the links are those of before.
  await expect(topic).toHaveAttribute('aria-current', 'true');
  await page.getByRole('navigation', { name: 'Reihenfolge' }).getByRole('link', { name: 'Aktiv' }).click();
  await expect(page).toHaveURL(/sort=active/);
  const total = await counted(page, 'topic=gruen');
  await expect(matches(page)).toHaveText(`${total} Ideen`);
  await page.goBack();
  await expect(page).toHaveURL('/ideas?topic=gruen');
  await page.goBack();
  await expect(page).toHaveURL('/ideas');
  await expect(page.getByRole('link', { name: 'Alle Themen' })).toHaveAttribute('aria-current', 'true');
  await page.goForward();
  await expect(page).toHaveURL('/ideas?topic=gruen');
  await expect(matches(page)).toHaveText(`${total} Ideen`);
});

test('search finds umlauts, compounds and misspelt words', async ({ citizen }) => {
  const { page } = citizen;
  await citizen.open('/ideas');
  const field = page.getByRole('searchbox', { name: 'Ideen durchsuchen' });
  for (const words of ['gruenflaeche', 'Grünflächen', 'Grünfläshe']) {
    await field.fill(words);
    await page.getByRole('button', { name: 'Suchen' }).click();
    await expect(page).toHaveURL(new RegExp(`q=${encodeURIComponent(words)}`));
    await expect(citizen.card('Grünfläche am Bahnhof als Treffpunkt')).toBeVisible();
    await expect(field).toHaveValue(words);
  }
  await expect(page.getByRole('navigation', { name: 'Reihenfolge' })).toContainText('Treffer');
});

test('where nothing matches, the board invites', async ({ citizen }) => {
  const { page } = citizen;
  await citizen.open(`/ideas?q=${unique('zzyx')}`);
  await expect(matches(page)).toHaveText('Keine Idee');
  await expect(page.getByRole('heading', { name: 'Hier ist noch Platz.' })).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'Idee einbringen' }).click();
  await expect(page).toHaveURL('/ideas/new');
});

test('the most supported stand first', async ({ citizen }) => {
  const { page } = citizen;
  await citizen.open('/ideas?topic=klima');
  await page.getByRole('navigation', { name: 'Reihenfolge' }).getByRole('link', { name: 'Beliebt' }).click();
  await expect(page).toHaveURL(/sort=supported/);
  await expect(page.getByRole('link', { name: 'Beliebt' })).toHaveAttribute('aria-current', 'true');
  const counts = await page.locator('.support-count').allTextContents();
  const numbers = counts.map(Number);
  expect(numbers.length).toBeGreaterThan(5);
  expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
});

test('„Mehr laden“ adds to what is there', { tag: '@hydrated' }, async ({ citizen }) => {
  const { page } = citizen;
  await citizen.open('/ideas?sort=supported');
  const first = await shown(page);
  expect(first.length).toBeGreaterThanOrEqual(24);
  await page.getByRole('link', { name: 'Mehr laden' }).click();
  await expect.poll(async () => (await shown(page)).length).toBeGreaterThanOrEqual(first.length + 20);
  const all = await shown(page);
  expect(all.filter((id) => first.includes(id))).toEqual(first);
  expect(new Set(all).size).toBe(all.length);
  // The keyboard goes on where the new cards begin.
  const focused = page.locator('article:focus-within');
  await expect(focused).toHaveCount(1);
  expect(first).not.toContain(await focused.getAttribute('id'));
});

test('who comes back is where they were', { tag: '@hydrated' }, async ({ citizen }) => {
  const { page } = citizen;
  await citizen.open('/ideas');
  await page.getByRole('link', { name: 'Mehr laden' }).click();
  const cards = page.getByRole('main').getByRole('article');
  await expect(cards.nth(30)).toBeAttached();
  const card = cards.nth(30);
  const id = await card.getAttribute('id');
  await card.scrollIntoViewIfNeeded();
  await page.waitForTimeout(600); // the place is kept when the reader rests
  const top = () => page.evaluate((id) => document.getElementById(id ?? '')?.getBoundingClientRect().top, id);
  const before = (await top()) ?? NaN;
  await card.getByRole('heading').getByRole('link').click();
  await expect(page).toHaveURL(/\/ideas\/\d+$/);
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Ideen für unsere Stadt');
  await page.goBack();
  // At least both pages are there again; others may have brought in something.
  await expect(cards.nth(40)).toBeAttached();
  await expect.poll(async () => Math.abs(((await top()) ?? NaN) - before)).toBeLessThan(60);
});

test('„Mehr laden“ leads to the next page and back', { tag: '@nojs' }, async ({ citizen }) => {
  const { page } = citizen;
  await citizen.open('/ideas?sort=supported');
  const first = await shown(page);
  await page.getByRole('link', { name: 'Mehr laden' }).click();
  await expect(page).toHaveURL(/after=/);
  const second = await shown(page);
  expect(second.length).toBeGreaterThan(0);
  expect(second.filter((id) => first.includes(id))).toEqual([]);
  await page.getByRole('link', { name: 'Zurück zum Anfang' }).click();
  await expect(page).toHaveURL('/ideas?sort=supported');
});

test('lanes show every status', async ({ citizen }) => {
  const { page } = citizen;
  await citizen.open('/ideas?topic=klima');
  await page.getByRole('navigation', { name: 'Ansicht' }).getByRole('link', { name: 'Tafel' }).click();
  await expect(page).toHaveURL(/topic=klima&view=lanes/);
  const lanes = page.getByRole('list', { name: 'Ideen nach Stand' });
  await expect(lanes.getByRole('heading', { level: 2 })).toHaveText([
    /^In Diskussion\s*\d+$/,
    /^In Prüfung\s*\d+$/,
    /^Geplant\s*\d+$/,
    /^In Umsetzung\s*\d+$/,
    /^Umgesetzt\s*\d+$/,
    /^Nicht umsetzbar\s*\d+$/,
  ]);
  const done = lanes.locator('> li').filter({ has: page.getByRole('heading', { level: 2, name: 'Umgesetzt' }) });
  await expect(done.getByRole('article', { name: 'Dach über die Fahrradständer am Bahnhof' })).toBeAttached();
  // The lanes may be swiped, the page never.
  const page_is_wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect(page_is_wide).toBe(false);
  await page.getByRole('navigation', { name: 'Ansicht' }).getByRole('link', { name: 'Liste' }).click();
  await expect(page).toHaveURL('/ideas?topic=klima');
});

test('an address nobody offers is answered kindly', async ({ citizen, watch }) => {
  const { page } = citizen;
  watch.allow('422 GET /ideas?status=quatsch');
  const response = await citizen.open('/ideas?status=quatsch');
  expect(response.status()).toBe(422);
  await expect(page.getByRole('alert')).toContainText('Bitte prüfen Sie Ihre Angaben.');
  expect((await citizen.open('/ideas?topic=gibt-es-nicht&lab=%00')).status()).toBe(200);
  await expect(matches(page)).toHaveText('Keine Idee');
});
