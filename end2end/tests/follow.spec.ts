import { type Page } from '@playwright/test';
import { linkIn, mailTo } from '../support/mail.ts';
import { expect, test, unique } from '../support/test.ts';

/** An address that nobody else follows with. */
function address(): string {
  return `${unique('erika').replace(' ', '.')}@example.org`;
}

/** Unfolds the form that follows an idea, on the idea's page. */
async function form(page: Page) {
  const follow = page.getByRole('region', { name: 'Auf dem Laufenden bleiben' });
  await follow.locator('summary').click();
  return follow;
}

test('somebody follows an idea, chooses how often, and is forgotten again', async ({ citizen, newCitizen, desk, watch, axe }) => {
  const idea = await citizen.postsIdea();
  await desk.publish(idea);
  const email = address();
  const { page } = citizen;
  await citizen.finds(idea.path, page.getByRole('heading', { level: 1, name: idea.title }));
  const follow = await form(page);
  await follow.getByLabel('Ihre E-Mail-Adresse').fill(email);
  await follow.getByRole('radio', { name: /^einmal am Tag/ }).check();
  await axe(page);
  await follow.getByRole('button', { name: 'Mir schreiben' }).click();
  await expect(follow.getByText('Bitte bestätigen Sie mit dem Link darin.')).toBeVisible();
  await axe(page);

  const mail = await mailTo(email);
  expect(mail).toContain(`was aus der Idee Nr. ${idea.id} wird`);
  const reader = await newCitizen();
  const link = linkIn(mail, '/follow/');
  await reader.open(link);
  const said = reader.page.getByRole('main');
  await expect(said.getByRole('heading', { level: 1, name: 'Sollen wir Ihnen schreiben?' })).toBeVisible();
  await expect(said).toContainText(idea.title);
  // Whoever holds the link need not learn the address.
  await expect(said).toContainText('e…@example.org');
  await expect(said).not.toContainText(email);
  await axe(reader.page);
  await said.getByRole('button', { name: 'Ja, schreiben Sie mir' }).click();

  await expect(said.getByText('Gespeichert.')).toBeVisible();
  await expect(said.getByRole('heading', { level: 1, name: 'Auf dem Laufenden bleiben' })).toBeVisible();
  await expect(said.getByRole('radio', { name: /^einmal am Tag/ })).toBeChecked();
  await axe(reader.page);
  await reader.open(link);
  for (const often of ['sofort', 'gar nicht', 'einmal am Tag']) {
    const choice = said.getByRole('radio', { name: new RegExp(`^${often}`) });
    await choice.check();
    await said.getByRole('button', { name: 'Speichern' }).click();
    await expect(said.getByText('Gespeichert.')).toBeVisible();
    await reader.open(link);
    await expect(choice).toBeChecked();
  }

  // What mail programs send when somebody presses their own button (RFC 8058).
  const token = new URL(link).pathname.split('/').at(-1);
  const ended = await reader.page.request.post(`/api/follow/${token}/unsubscribe`, {
    form: { 'List-Unsubscribe': 'One-Click' },
    headers: { origin: 'https://mail.example.org' },
  });
  expect(ended.status()).toBe(204);
  await reader.open(link);
  await expect(said.getByRole('radio', { name: 'gar nicht' })).toBeChecked();

  await said.getByRole('button', { name: 'Adresse löschen' }).click();
  await expect(said.getByRole('heading', { level: 1, name: 'Ihre Adresse ist gelöscht' })).toBeVisible();
  await axe(reader.page);
  watch.allow('404 GET /follow/');
  expect((await reader.open(link)).status()).toBe(404);
  await expect(said.getByRole('heading', { level: 1, name: 'Dieser Link gilt nicht (mehr)' })).toBeVisible();
  await axe(reader.page);
});

test('whoever did not ask for it says no, and the address is gone', async ({ citizen, newCitizen, desk, watch }) => {
  const idea = await citizen.postsIdea();
  await desk.publish(idea);
  const email = address();
  const asked = await citizen.page.request.post(`/api${idea.path}/followers`, { data: { email, mode: 'now' } });
  expect(asked.status()).toBe(202);
  const reader = await newCitizen();
  const link = linkIn(await mailTo(email), '/follow/');
  await reader.open(link);
  await reader.page.getByRole('button', { name: 'Nein, Adresse löschen' }).click();
  await expect(reader.page.getByRole('heading', { level: 1, name: 'Ihre Adresse ist gelöscht' })).toBeVisible();
  watch.allow('404 GET /follow/');
  expect((await reader.open(link)).status()).toBe(404);
});

test('what is no address is told at its field', async ({ citizen, desk, watch, axe }) => {
  const idea = await citizen.postsIdea();
  await desk.publish(idea);
  const { page } = citizen;
  watch.allow(`422 POST /api${idea.path}/followers`);
  await citizen.finds(idea.path, page.getByRole('heading', { level: 1, name: idea.title }));
  const follow = await form(page);
  const email = follow.getByLabel('Ihre E-Mail-Adresse');
  await email.fill('erika');
  await follow.getByRole('radio', { name: /^einmal am Tag/ }).check();
  await follow.getByRole('button', { name: 'Mir schreiben' }).click();
  await expect(follow.getByText('Bitte eine E-Mail-Adresse wie name@example.org.')).toBeVisible();
  await expect(email).toHaveAttribute('aria-invalid', 'true');
  await expect(email).toHaveValue('erika');
  await expect(follow.getByRole('radio', { name: /^einmal am Tag/ })).toBeChecked();
  await axe(page);
});
