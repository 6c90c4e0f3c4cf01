import type { Page } from '@playwright/test';
import { type Idea, expect, test, unique } from '../support/test.ts';

/** An idea of the sample content. */
async function sample(page: Page, query: string): Promise<{ id: number; title: string }> {
  const answer = await page.request.get(`/api/ideas?${query}&limit=1`);
  return (await answer.json()).items[0];
}

/** The part of an idea's page where others have their say. */
const comments = (page: Page) => page.getByRole('region', { name: /Kommentar/ });

test.describe('a public idea', () => {
  let idea: Idea;

  test.beforeEach(async ({ newCitizen, desk }) => {
    const author = await newCitizen();
    idea = await author.postsIdea({ author: 'Mia', affiliation: 'citizens' });
    await desk.publish(idea);
  });

  test('says everything about itself', async ({ citizen }) => {
    const { page } = citizen;
    expect((await citizen.open(idea.path)).status()).toBe(200);
    const main = page.getByRole('main');
    for (const text of [idea.title, idea.text, 'Mia', 'Bürgerschaft', 'Innenstadt', 'Stadtlabor Menden']) {
      await expect(main).toContainText(text);
    }
    await expect(main.getByRole('region', { name: 'Verlauf' }).getByRole('listitem')).toContainText([
      'Eingegangen',
      'In Diskussion',
    ]);
  });

  test('is supported and no longer, and a reload changes nothing', async ({ citizen, newCitizen }) => {
    await citizen.open(idea.path);
    const button = citizen.support();
    await expect(button).toHaveAttribute('aria-pressed', 'false');
    await button.click();
    await expect(button).toHaveAttribute('aria-pressed', 'true');
    await expect(button).toContainText('1 Unterstützung');
    await expect(citizen.page).toHaveURL(idea.path);
    await expect(button).not.toHaveAttribute('aria-busy', 'true');
    await expect.poll(() => supports(citizen.page, idea)).toBe(1);
    await citizen.reload();
    await expect(button).toHaveAttribute('aria-pressed', 'true');

    const other = await newCitizen();
    await other.finds(idea.path, other.support().filter({ hasText: '1 Unterstützung' }));
    await expect(other.support()).toHaveAttribute('aria-pressed', 'false');

    await button.click();
    await expect(button).toHaveAttribute('aria-pressed', 'false');
    await expect.poll(() => supports(citizen.page, idea)).toBe(0);
    await citizen.reload();
    await expect(button).toHaveAttribute('aria-pressed', 'false');
    await expect(button).toContainText('0 Unterstützungen');
  });

  test('is supported from its card, and the board stays where it was', async ({ citizen }) => {
    await citizen.finds('/ideas?lab=menden&topic=innenstadt', citizen.card(idea.title));
    const button = citizen.support(citizen.card(idea.title));
    await button.click();
    await expect(button).toHaveAttribute('aria-pressed', 'true');
    await expect(citizen.page).toHaveURL(/\/ideas\?lab=menden&topic=innenstadt/);
    await expect.poll(() => supports(citizen.page, idea)).toBe(1);
    await citizen.open(idea.path);
    await expect(citizen.support()).toHaveAttribute('aria-pressed', 'true');
  });

  test('a comment waits until it is read', async ({ citizen, newCitizen, desk }) => {
    const { page } = citizen;
    const text = unique('Im Schatten wäre es noch besser');
    await citizen.open(idea.path);
    await page.getByLabel('Ihr Kommentar').fill(text);
    await comments(page).getByLabel('Name').fill('Ali');
    await page.getByLabel('Ich spreche für').selectOption('Wissenschaft');
    await page.getByRole('button', { name: 'Kommentar senden' }).click();
    await expect(page.getByText('Ihr Kommentar wird kurz gelesen')).toBeVisible();
    await expect(page.getByLabel('Ihr Kommentar')).toHaveValue('');
    const reader = await newCitizen();
    await reader.open(idea.path);
    await expect(reader.page.getByText(text)).toHaveCount(0);

    await desk.clear(idea.title);
    const comment = comments(reader.page).getByRole('article').filter({ hasText: text });
    await reader.finds(idea.path, comment);
    await expect(comment).toContainText('Ali');
    await expect(comment).toContainText('Wissenschaft');
    await expect(reader.page.getByRole('heading', { name: '1 Kommentar' })).toBeVisible();
  });

  test('a reply stands below its comment', async ({ citizen, newCitizen, desk }) => {
    const { page } = citizen;
    const neighbour = await newCitizen();
    await desk.publishComment(await neighbour.postsComment(idea, 'Wer gießt dort eigentlich?'));
    await citizen.open(idea.path);
    const comment = comments(page).getByRole('article').filter({ hasText: 'Wer gießt dort eigentlich?' });
    await comment.locator('summary').filter({ hasText: 'Antworten' }).click();
    const text = unique('Das machen wir');
    await comment.getByLabel('Ihre Antwort').fill(text);
    await comment.getByRole('button', { name: 'Kommentar senden' }).click();
    await expect(page.getByText('Ihr Kommentar wird kurz gelesen').first()).toBeVisible();
    await desk.clear(idea.title);
    await citizen.open(idea.path);
    const thread = comments(page).getByRole('listitem').filter({ hasText: 'Wer gießt dort eigentlich?' });
    await expect(thread.getByRole('listitem').filter({ hasText: text })).toBeVisible();
  });

  test('an empty comment is told so at its field', async ({ citizen, watch }) => {
    const { page } = citizen;
    watch.allow(`422 POST /api/ideas/${idea.id}/comments`);
    await citizen.open(idea.path);
    await page.getByRole('button', { name: 'Kommentar senden' }).click();
    const field = page.getByLabel('Ihr Kommentar');
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveAccessibleDescription(/Hier fehlt noch etwas/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(idea.title);
  });

  test('people join in, and only staff learn how to reach them', async ({ citizen, watch }) => {
    const { page } = citizen;
    watch.allow(`422 POST /api/ideas/${idea.id}/companions`);
    await citizen.open(idea.path);
    const join = page.getByRole('region', { name: 'Ich mache mit' });
    await expect(join).toContainText('Noch niemand macht mit');
    await join.locator('summary').click();
    await join.getByLabel('Name').fill('Samira');
    await join.getByRole('button', { name: 'Mitmachen' }).click();
    await expect(join.getByLabel('Telefon oder E-Mail')).toHaveAttribute('aria-invalid', 'true');
    await expect(join.getByLabel('Name')).toHaveValue('Samira');
    await join.getByLabel('Telefon oder E-Mail').fill('samira@example.org');
    await join.getByRole('button', { name: 'Mitmachen' }).click();
    await expect(page.getByText('Schön, dass Sie mitmachen!')).toBeVisible();
    await expect(join).toContainText('1 Person macht mit');
    await citizen.open(idea.path);
    await expect(join).toContainText('1 Person macht mit');
    expect(await page.content()).not.toMatch(/samira/i);
  });

  test('what is wrong can be reported', async ({ citizen, desk }) => {
    const { page } = citizen;
    await citizen.open(idea.path);
    const report = page.locator('details').filter({ hasText: 'Stimmt hier etwas nicht?' });
    await report.locator('summary').click();
    await report.getByLabel('Werbung oder Spam').check();
    await report.getByLabel('Möchten Sie etwas dazu sagen?').fill('Das ist ein Laden.');
    await report.getByRole('button', { name: 'Meldung senden' }).click();
    await expect(page.getByText('Das Team sieht sich das an.')).toBeVisible();
    const waiting = await desk.waiting(idea.title);
    expect(waiting.map((item) => item.kind)).toEqual(['report']);
    await desk.clear(idea.title);
  });

  test('the QR code leads here', async ({ citizen }) => {
    const { page } = citizen;
    await citizen.open(idea.path);
    await page.locator('summary').filter({ hasText: 'QR-Code' }).click();
    const code = page.getByRole('img', { name: 'QR-Code, der zu dieser Idee führt' });
    await code.scrollIntoViewIfNeeded();
    await expect.poll(() => code.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
    await expect(page.getByText(new URL(idea.path, process.env.BASE_URL).href)).toBeVisible();
  });

  test('sharing opens the sheet of the system', { tag: '@hydrated' }, async ({ citizen }) => {
    const { page } = citizen;
    await page.addInitScript(() => {
      const shared: unknown[] = [];
      Object.assign(window, { shared });
      Navigator.prototype.share = async (what) => void shared.push(what);
    });
    await citizen.open(idea.path);
    await page.getByRole('button', { name: 'Teilen' }).click();
    const url = new URL(idea.path, process.env.BASE_URL).href;
    await expect.poll(() => page.evaluate(() => (window as unknown as { shared: unknown[] }).shared)).toEqual([
      { title: idea.title, url },
    ]);
  });

  test('where there is no such sheet, the link is copied', { tag: '@hydrated' }, async ({ citizen, context }) => {
    const { page } = citizen;
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.addInitScript(() => {
      Reflect.deleteProperty(Navigator.prototype, 'share');
    });
    await citizen.open(idea.path);
    await page.getByRole('button', { name: 'Teilen' }).click();
    await expect(page.getByText('Link kopiert.')).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(new URL(idea.path, process.env.BASE_URL).href);
  });

  test('a comment that could not be sent is not lost', { tag: '@hydrated' }, async ({ citizen, watch }) => {
    const { page } = citizen;
    watch.allow('failed POST /api/ideas/');
    await citizen.open(idea.path);
    await page.route('**/comments?*', (route) => route.abort());
    const text = unique('Gute Idee');
    await page.getByLabel('Ihr Kommentar').fill(text);
    await page.getByRole('button', { name: 'Kommentar senden' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'Keine Verbindung' })).toBeVisible();
    await expect(page.getByLabel('Ihr Kommentar')).toHaveValue(text);
    await citizen.reload();
    await expect(page.getByLabel('Ihr Kommentar')).toHaveValue(text);
  });

  test('what was not sent is kept for a month, but no name', { tag: '@hydrated' }, async ({ citizen }) => {
    const { page } = citizen;
    const comment = page.getByLabel('Ihr Kommentar');
    const join = page.getByRole('region', { name: 'Ich mache mit' });
    const [text, note] = [unique('Mit Lehne'), unique('Ich bringe Werkzeug mit')];
    const kept = () => page.evaluate(() => JSON.stringify({ ...localStorage }));
    await citizen.open(idea.path);
    await comment.fill(text);
    await comments(page).getByLabel('Name').fill('Ali');
    await join.locator('summary').click();
    await join.getByLabel('Was ich beitragen möchte').fill(note);
    await join.getByLabel('Name').fill('Samira');
    await join.getByLabel('Telefon oder E-Mail').fill('02371 123456');
    await expect.poll(kept).toContain(text);
    await expect.poll(kept).toContain(note);
    expect(await kept()).not.toMatch(/Ali|Samira|02371/);

    // By way of another page: a reload lets the browser itself fill in what it remembers.
    await citizen.open('/ideas');
    await citizen.open(idea.path);
    await expect(comment).toHaveValue(text);
    await expect(comments(page).getByLabel('Name')).toHaveValue('');
    await join.locator('summary').click();
    await expect(join.getByLabel('Was ich beitragen möchte')).toHaveValue(note);
    await expect(join.getByLabel('Telefon oder E-Mail')).toHaveValue('');

    // Where a plain post of the form that worked leads to.
    await citizen.open(`${idea.path}?done=companion`);
    await expect.poll(kept).not.toContain(note);
    expect(await kept()).toContain(text);

    await page.evaluate((ms) => {
      const drafts = JSON.parse(localStorage.getItem('form-drafts') ?? '[]');
      for (const draft of drafts) draft.at -= ms;
      localStorage.setItem('form-drafts', JSON.stringify(drafts));
    }, 31 * 24 * 3_600_000);
    await citizen.open(idea.path);
    await expect.poll(kept).not.toContain(text);
    await expect(comment).toHaveValue('');
  });
});

test('the answer of the town and the way there', async ({ citizen }) => {
  const { page } = citizen;
  const done = await sample(page, 'status=done&sort=supported');
  await citizen.open(`/ideas/${done.id}`);
  const answer = page.getByRole('region', { name: 'Antwort der Stadt' });
  await expect(answer).toBeVisible();
  await expect(answer.locator('time')).toBeVisible();
  const steps = page.getByRole('region', { name: 'Verlauf' }).getByRole('listitem');
  await expect(steps.first()).toContainText('Eingegangen');
  await expect(steps.last()).toContainText('Umgesetzt');
  await expect(steps.last()).toHaveAttribute('aria-current', 'step');
  // What is done needs no support any more.
  await expect(citizen.support()).toBeDisabled();
});

test('a declined idea says why', async ({ citizen }) => {
  const { page } = citizen;
  const declined = await sample(page, 'status=declined');
  await citizen.open(`/ideas/${declined.id}`);
  const last = page.getByRole('region', { name: 'Verlauf' }).getByRole('listitem').last();
  await expect(last).toContainText('Nicht umsetzbar');
  await expect(last.locator('p')).not.toBeEmpty();
});

test('a merged idea leads to the other', async ({ citizen }) => {
  const { page } = citizen;
  // No list leads to it, but old links do.
  let merged = { merged_into: null as number | null, card: { title: '' } };
  let id = 0;
  while (!merged.merged_into && id < 100) {
    const answer = await page.request.get(`/api/ideas/${++id}`);
    if (answer.ok()) merged = await answer.json();
  }
  expect((await citizen.open(`/ideas/${id}`)).status()).toBe(200);
  await expect(page).toHaveURL(new RegExp(`/ideas/${merged.merged_into}(#|$)`));
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(merged.card.title);
  await expect(page.getByRole('region', { name: 'Hier zusammengeführt' })).toContainText(merged.card.title);
});

test('photos come in a size of their own', async ({ citizen }) => {
  const { page } = citizen;
  const answer = await page.request.get('/api/ideas?sort=supported&limit=60');
  const { items } = await answer.json();
  const with_photo = items.find((card: { photo: unknown }) => card.photo);
  await citizen.open(`/ideas/${with_photo.id}`);
  const photo = page.getByRole('main').locator('img.photo').first();
  await photo.scrollIntoViewIfNeeded();
  await expect.poll(() => photo.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
  await expect(photo).toHaveAttribute('width', /^\d+$/);
  await expect(photo).toHaveAttribute('height', /^\d+$/);
  await expect(photo).toHaveAttribute('alt', /.+/);
});

test('what is not there, or not yet, is not found', async ({ citizen, newCitizen, watch, desk }) => {
  const { page } = citizen;
  const author = await newCitizen();
  const waiting = await author.postsIdea();
  for (const path of ['/ideas/999999999', '/ideas/0', '/ideas/99999999999999999999', '/ideas/x', waiting.path]) {
    watch.allow(`404 GET ${path}`);
    const response = await citizen.open(path);
    expect(response.status(), path).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('gibt es');
    await expect(page.getByRole('main').getByRole('link', { name: /Alle Ideen/ })).toBeVisible();
  }
  await desk.decline(waiting, 'Nur ein Versuch.');
});

async function supports(page: Page, idea: Idea): Promise<number> {
  const answer = await page.request.get(`/api/ideas/${idea.id}`);
  return (await answer.json()).card.supports;
}
