import { expect, test, unique } from '../support/test.ts';

test('an author sees how the idea stands', async ({ citizen, desk }) => {
  const { page } = citizen;
  const idea = await citizen.postsIdea();
  const response = await citizen.open(idea.manage);
  expect(response.status()).toBe(200);
  await expect(page.getByRole('main')).toContainText(idea.title);
  await expect(page.getByRole('main')).toContainText(idea.text);
  await expect(page.getByText('Ihre Idee wartet darauf, gelesen zu werden.')).toBeVisible();
  await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/);
  await desk.publish(idea);
  await citizen.open(idea.manage);
  await expect(page.getByText('In Diskussion').first()).toBeVisible();
  await page.getByRole('link', { name: 'Zur Idee am Brett' }).click();
  await expect(page).toHaveURL(idea.path);
});

test('an idea can be changed as long as it waits', async ({ citizen, desk }) => {
  const { page } = citizen;
  const idea = await citizen.postsIdea();
  const title = unique('Bank mit Lehne');
  await citizen.open(idea.manage);
  await page.locator('summary').filter({ hasText: 'Idee ändern' }).click();
  const field = page.getByLabel('Ihre Idee in einem Satz');
  await expect(field).toHaveValue(idea.title);
  await expect(page.getByLabel('Erzählen Sie mehr')).toHaveValue(idea.text);
  await expect(page.getByRole('radio', { name: 'Innenstadt' })).toBeChecked();
  await field.fill(title);
  await page.getByRole('button', { name: 'Änderungen speichern' }).click();
  await expect(page.getByText('Gespeichert.').first()).toBeVisible();
  await citizen.open(idea.manage);
  await expect(page.getByRole('main')).toContainText(title);
  expect(await desk.waiting(title)).toHaveLength(1);

  await desk.clear(title);
  await citizen.open(idea.manage);
  await expect(page.locator('summary').filter({ hasText: 'Idee ändern' })).toHaveCount(0);
});

test('a change that does not fit is told at its field', async ({ citizen, desk, watch }) => {
  const { page } = citizen;
  const idea = await citizen.postsIdea();
  watch.allow(/^422 (POST|PUT) \/api\/my\//);
  await citizen.open(idea.manage);
  await page.locator('summary').filter({ hasText: 'Idee ändern' }).click();
  await page.getByLabel('Erzählen Sie mehr').fill('Kurz');
  await page.getByRole('button', { name: 'Änderungen speichern' }).click();
  const text = page.getByLabel('Erzählen Sie mehr');
  await expect(text).toHaveAttribute('aria-invalid', 'true');
  await expect(text).toHaveAccessibleDescription(/Bitte mindestens 10 Zeichen/);
  await expect(text).toHaveValue('Kurz');
  await desk.publish(idea);
});

test('an idea can be withdrawn', async ({ citizen, desk }) => {
  const { page } = citizen;
  const idea = await citizen.postsIdea();
  await citizen.open(idea.manage);
  await page.locator('summary').filter({ hasText: 'Idee zurückziehen' }).click();
  await page.getByRole('button', { name: 'Ja, zurückziehen' }).click();
  await expect(page.getByText('Sie haben diese Idee zurückgezogen.').first()).toBeVisible();
  expect(await desk.waiting(idea.title)).toHaveLength(0);
  await citizen.open(idea.manage);
  await expect(page.getByText('Sie haben diese Idee zurückgezogen.').first()).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText(idea.text);
});

test('who was declined reads why', async ({ citizen, newCitizen, desk, watch }) => {
  const { page } = citizen;
  const idea = await citizen.postsIdea();
  const reason = unique('Am Markt stehen dort schon Fahrradbügel.');
  await desk.decline(idea, reason);
  await citizen.open(idea.manage);
  await expect(page.getByText('Warum es nicht weitergeht')).toBeVisible();
  await expect(page.getByText(reason).first()).toBeVisible();
  // What never was public does not become so by being declined.
  watch.allow(`404 GET ${idea.path}`);
  const reader = await newCitizen();
  expect((await reader.open(idea.path)).status()).toBe(404);
});

test('who comes back to the page sees the decision', { tag: '@hydrated' }, async ({ citizen, desk }) => {
  const idea = await citizen.postsIdea();
  await citizen.open(idea.manage);
  await expect(citizen.page.getByText('Ihre Idee wartet darauf')).toBeVisible();
  await desk.publish(idea);
  await citizen.page.evaluate(() =>
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true })),
  );
  await expect(citizen.page.getByRole('link', { name: 'Zur Idee am Brett' })).toBeVisible();
});

test('a link nobody was given leads nowhere', async ({ citizen, watch }) => {
  const { page } = citizen;
  for (const path of ['/my/gibt-es-nicht', `/my/${'A'.repeat(22)}`]) {
    watch.allow(`404 GET ${path}`);
    const response = await citizen.open(path);
    expect(response.status()).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Zu diesem Link gibt es nichts');
    await expect(page.getByRole('main').getByRole('link', { name: /Ideen/ }).first()).toBeVisible();
  }
});
