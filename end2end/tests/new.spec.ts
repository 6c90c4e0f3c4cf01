import type { Page, Route } from '@playwright/test';
import { type NewIdea, expect, png, test, unique } from '../support/test.ts';

/** An idea nobody had before. */
function fresh(): Pick<NewIdea, 'title' | 'text' | 'topic'> {
  const title = unique('Hängematten im Park');
  return { title, text: `${title}: zum Ausruhen nach der Schule.`, topic: 'Urbanes Grün' };
}

const thanks = (page: Page) => page.getByText('Danke! Ihre Idee ist da.');

/** Holds every request for WebAssembly back until it is let go. */
async function slowWasm(page: Page): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((done) => (release = done));
  await page.route('**/*.wasm', async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

test('an idea in a minute', async ({ citizen, desk }) => {
  const { page } = citizen;
  const idea = fresh();
  await citizen.open('/ideas/new');
  await citizen.fillsIn(idea);
  await citizen.sendIdea.click();
  await expect(page).toHaveURL(/\/my\/[\w-]{20,}/);
  await expect(thanks(page)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'So geht es weiter' })).toBeVisible();
  await expect(page.getByLabel('Ihr privater Link')).toHaveValue(/^http.*\/my\/[\w-]{20,}$/);
  await expect(page.getByRole('main')).toContainText(idea.title);

  // The form is empty again.
  await citizen.open('/ideas/new');
  await expect(page.getByLabel('Ihre Idee in einem Satz')).toHaveValue('');
  expect(await desk.waiting(idea.title)).toHaveLength(1);
  await desk.clear(idea.title);
});

test('everything that may be said is kept', async ({ citizen, desk }) => {
  const { page } = citizen;
  const idea = fresh();
  await citizen.open('/ideas/new');
  await citizen.fillsIn(idea);
  await page.locator('summary').filter({ hasText: 'Mehr dazu' }).click();
  await page.getByLabel('Stadtlabor', { exact: false }).selectOption('Stadtlabor Arnsberg');
  await page.getByLabel('Ihr Name').fill('Oma Inge');
  await page.getByLabel('Ihre Perspektive').selectOption('Institution');
  await page.getByLabel('Ihre E-Mail-Adresse').fill('inge@example.org');
  await citizen.sendIdea.click();
  await expect(thanks(page)).toBeVisible();
  await expect(page.getByText(/E-Mail-Adresse wird nicht gezeigt und am .* gelöscht/)).toBeVisible();
  const [{ id }] = await desk.waiting(idea.title);
  await desk.clear(idea.title);
  await citizen.open(`/ideas/${id}`);
  for (const text of ['Oma Inge', 'Institution', 'Stadtlabor Arnsberg', 'Urbanes Grün']) {
    await expect(page.getByRole('main')).toContainText(text);
  }
  expect(await page.content()).not.toContain('inge@example.org');
});

test('every error stands at its field, and nothing typed is lost', async ({ citizen, watch }) => {
  const { page } = citizen;
  watch.allow('422 POST /api/ideas');
  await citizen.open('/ideas/new');
  await citizen.fillsIn({ title: 'Hm', text: 'Ein Text, der lang genug ist.' });
  await citizen.sendIdea.click();
  const title = page.getByLabel('Ihre Idee in einem Satz');
  await expect(title).toHaveAttribute('aria-invalid', 'true');
  await expect(title).toHaveAccessibleDescription(/Bitte mindestens 5 Zeichen/);
  await expect(title).toHaveValue('Hm');
  await expect(page.getByLabel('Erzählen Sie mehr')).toHaveValue('Ein Text, der lang genug ist.');
  await expect(page.getByLabel('Erzählen Sie mehr')).not.toHaveAttribute('aria-invalid', 'true');
  const summary = page.getByRole('group', { name: 'Bitte noch einmal ansehen:' });
  await expect(summary.getByRole('link')).toHaveText([/Ihre Idee in einem Satz/, /Worum geht es/]);

  // The list of what is wrong leads to the fields.
  await summary.getByRole('link', { name: /Ihre Idee in einem Satz/ }).click();
  if (citizen.js) await expect(title).toBeFocused();
  await title.fill('Hängematten');
  await page.getByRole('radio', { name: 'Innenstadt' }).check();
  await expect(page.getByLabel('Erzählen Sie mehr')).toHaveValue('Ein Text, der lang genug ist.');
});

test('a page that came back with errors comes alive and sends', { tag: '@hydrated' }, async ({
  citizen,
  watch,
  desk,
}) => {
  const { page } = citizen;
  const idea = fresh();
  watch.allow('422 POST /api/ideas');
  const release = await slowWasm(page);
  await page.goto('/ideas/new');
  await citizen.fillsIn({ title: 'Hm', text: idea.text });
  await citizen.sendIdea.click();
  await expect(page.getByLabel('Ihre Idee in einem Satz')).toHaveAttribute('aria-invalid', 'true');
  release();
  await citizen.alive();
  await citizen.fillsIn({ title: idea.title, topic: idea.topic });
  await citizen.sendIdea.click();
  await expect(thanks(page)).toBeVisible();
  await desk.clear(idea.title);
});

test('the draft survives a reload', { tag: '@hydrated' }, async ({ citizen }) => {
  const { page } = citizen;
  const idea = fresh();
  await citizen.open('/ideas/new');
  await citizen.fillsIn(idea);
  await citizen.reload();
  await expect(page.getByLabel('Ihre Idee in einem Satz')).toHaveValue(idea.title);
  await expect(page.getByLabel('Erzählen Sie mehr')).toHaveValue(idea.text);
  await expect(page.getByRole('radio', { name: idea.topic })).toBeChecked();
  await expect(page.getByText('Entwurf wiederhergestellt.')).toBeVisible();
  await page.getByRole('button', { name: 'Verwerfen' }).click();
  await expect(page.getByLabel('Ihre Idee in einem Satz')).toHaveValue('');
  await page.getByRole('button', { name: 'Rückgängig' }).click();
  await expect(page.getByLabel('Ihre Idee in einem Satz')).toHaveValue(idea.title);
});

test('the draft survives a send that fails, and arrives once', { tag: '@hydrated' }, async ({
  citizen,
  context,
  watch,
  desk,
}) => {
  const { page } = citizen;
  const idea = fresh();
  watch.allow(/^failed .*ERR_INTERNET_DISCONNECTED/, /ERR_INTERNET_DISCONNECTED/);
  await citizen.open('/ideas/new');
  await citizen.fillsIn(idea);
  await context.setOffline(true);
  await citizen.sendIdea.click();
  await expect(page.getByRole('alert')).toContainText('Ihre Idee ist noch nicht angekommen');
  await expect(page.getByLabel('Ihre Idee in einem Satz')).toHaveValue(idea.title);
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Noch einmal versuchen' }).click();
  await expect(thanks(page)).toBeVisible();
  expect(await desk.waiting(idea.title)).toHaveLength(1);
  await desk.clear(idea.title);
});

test('an answer that gets lost doubles nothing', { tag: '@hydrated' }, async ({ citizen, watch, desk }) => {
  const { page } = citizen;
  const idea = fresh();
  watch.allow('failed POST /api/ideas');
  await citizen.open('/ideas/new');
  await citizen.fillsIn(idea);
  // The idea arrives, the answer does not.
  let lost = 0;
  await page.route(
    (url) => url.pathname === '/api/ideas',
    async (route: Route) => {
      if (route.request().method() === 'POST' && lost++ === 0) {
        await route.fetch();
        await route.abort('connectionreset');
      } else {
        await route.continue();
      }
    },
  );
  await citizen.sendIdea.click();
  await expect(page.getByRole('alert')).toContainText('Ihre Idee ist noch nicht angekommen');
  await page.getByRole('button', { name: 'Noch einmal versuchen' }).click();
  await expect(thanks(page)).toBeVisible();
  expect(await desk.waiting(idea.title)).toHaveLength(1);
  await desk.clear(idea.title);
});

test('a double tap sends one idea', async ({ citizen, desk }) => {
  const { page } = citizen;
  const idea = fresh();
  await citizen.open('/ideas/new');
  await citizen.fillsIn(idea);
  await citizen.sendIdea.dblclick();
  await expect(page).toHaveURL(/\/my\//);
  await expect(thanks(page)).toBeVisible();
  expect(await desk.waiting(idea.title)).toHaveLength(1);
  await desk.clear(idea.title);
});

test('what is typed before the page is alive stays', { tag: '@hydrated' }, async ({ citizen, desk }) => {
  const { page } = citizen;
  const idea = fresh();
  const release = await slowWasm(page);
  await page.goto('/ideas/new');
  await citizen.fillsIn(idea);
  release();
  await citizen.alive();
  await expect(page.getByLabel('Ihre Idee in einem Satz')).toHaveValue(idea.title);
  await expect(page.getByLabel('Erzählen Sie mehr')).toHaveValue(idea.text);
  await expect(page.getByRole('radio', { name: idea.topic })).toBeChecked();
  await citizen.sendIdea.click();
  await expect(thanks(page)).toBeVisible();
  await desk.clear(idea.title);
});

test('what is sent before the page is alive arrives', { tag: '@hydrated' }, async ({ citizen, desk }) => {
  const { page } = citizen;
  const idea = fresh();
  const release = await slowWasm(page);
  await page.goto('/ideas/new');
  await citizen.fillsIn(idea);
  await citizen.sendIdea.click();
  await expect(thanks(page)).toBeVisible();
  release();
  await citizen.alive();
  await expect(thanks(page)).toBeVisible();
  expect(await desk.waiting(idea.title)).toHaveLength(1);
  await desk.clear(idea.title);
});

test('similar ideas appear while typing', { tag: '@hydrated' }, async ({ citizen, newCitizen, desk }) => {
  const { page } = citizen;
  const author = await newCitizen();
  const there = await author.postsIdea({ title: unique('Kletterwand') });
  await desk.publish(there);
  await citizen.open('/ideas/new');
  await page.getByLabel('Ihre Idee in einem Satz').fill(there.title);
  const similar = page.getByRole('region', { name: 'Gibt es das schon?' });
  await expect(similar.getByRole('link', { name: there.title })).toBeVisible();
  await similar.getByRole('button', { name: new RegExp(`Unterstützen statt doppelt.*${there.title}`) }).click();
  await expect(similar.getByRole('button', { name: /Danke, gezählt!/ })).toBeVisible();
  await expect.poll(async () => {
    const answer = await page.request.get(`/api/ideas/${there.id}`);
    return (await answer.json()).card.supports;
  }).toBe(1);
  // What was typed stays.
  await expect(page.getByLabel('Ihre Idee in einem Satz')).toHaveValue(there.title);
});

test('a photo goes along', async ({ citizen, desk }) => {
  const { page } = citizen;
  const idea = fresh();
  await citizen.open('/ideas/new');
  await citizen.fillsIn(idea);
  await page.locator('input[type=file]').setInputFiles(png());
  if (citizen.js) await expect(page.getByText('Hochgeladen', { exact: true }).first()).toBeVisible();
  await citizen.sendIdea.click();
  await expect(thanks(page)).toBeVisible();
  const [{ id }] = await desk.waiting(idea.title);
  await desk.clear(idea.title);
  await citizen.open(`/ideas/${id}`);
  const photo = page.getByRole('img', { name: `Foto 1 zur Idee „${idea.title}“` });
  await photo.scrollIntoViewIfNeeded();
  await expect(photo).toHaveAttribute('width', '320');
  await expect(photo).toHaveAttribute('height', '200');
  await expect.poll(() => photo.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
});

test('a photo survives a reload with the draft', { tag: '@hydrated' }, async ({ citizen, desk }) => {
  const { page } = citizen;
  const idea = fresh();
  await citizen.open('/ideas/new');
  await citizen.fillsIn(idea);
  await page.locator('input[type=file]').setInputFiles([png('a.png'), png('b.png')]);
  await expect(page.getByText('Hochgeladen', { exact: true })).toHaveCount(3); // two, and said once
  await citizen.reload();
  await page.getByRole('button', { name: /^Entfernen: Foto 2/ }).click();
  await citizen.sendIdea.click();
  await expect(thanks(page)).toBeVisible();
  const [{ id }] = await desk.waiting(idea.title);
  await desk.clear(idea.title);
  const answer = await page.request.get(`/api/ideas/${id}`);
  expect((await answer.json()).photos).toHaveLength(1);
});

test('a file that is no picture is refused with a reason', async ({ citizen, watch, desk }) => {
  const { page } = citizen;
  const idea = fresh();
  watch.allow('422 POST /api/ideas', '422 POST /api/photos');
  await citizen.open('/ideas/new');
  await citizen.fillsIn(idea);
  const buffer = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  const file = { name: 'bild.png', mimeType: 'image/png', buffer };
  await page.locator('input[type=file]').setInputFiles(file);
  if (!citizen.js) await citizen.sendIdea.click();
  await expect(page.getByText('Diese Datei können wir nicht lesen.').first()).toBeVisible();
  await expect(page.getByLabel('Ihre Idee in einem Satz')).toHaveValue(idea.title);
  expect(await desk.waiting(idea.title)).toHaveLength(0);
});

test('a poster chooses the lab beforehand', async ({ citizen }) => {
  await citizen.open('/ideas/new?lab=soest&topic=klima');
  await expect(citizen.page.getByRole('radio', { name: 'Klimaschutz' })).toBeChecked();
  await expect(citizen.page.locator('select[name=lab]')).toHaveValue('soest');
});
