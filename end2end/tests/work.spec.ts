import { type APIRequestContext, type Page } from '@playwright/test';
import { type Idea, expect, test, unique } from '../support/test.ts';

/** Somebody of the staff who acts without a page, where a test is about what somebody else sees. */
async function staff(page: Page): Promise<APIRequestContext> {
  const data = { email: process.env.E2E_STAFF_EMAIL, password: process.env.E2E_STAFF_PASSWORD };
  expect((await page.request.post('/api/staff/session', { data })).ok()).toBe(true);
  return page.request;
}

/** The part of an idea's page for staff that is about one department. */
function department(page: Page, name: string) {
  return page.getByRole('listitem').filter({ has: page.getByRole('link', { name, exact: true }) });
}

/** An idea on the board, with its author's browser. */
async function onTheBoard(
  citizen: { postsIdea(): Promise<Idea> },
  desk: { publish(idea: Idea): Promise<number> },
): Promise<Idea> {
  const idea = await citizen.postsIdea();
  await desk.publish(idea);
  return idea;
}

test('an idea is given to a department, worked on and answered; a citizen sees it', async ({
  citizen, newCitizen, newModerator, desk, axe,
}) => {
  const idea = await onTheBoard(citizen, desk);
  const moderator = await newModerator();
  const { page } = moderator;
  await staff(page);
  await moderator.open(`/staff/ideas/${idea.id}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(idea.title);
  await axe(page);

  // Given away, with a day.
  await page.getByLabel('Fachbereich', { exact: true }).selectOption({ label: 'Verkehr und Tiefbau' });
  await page.getByLabel('Frist').first().fill('2031-05-01');
  await page.getByRole('button', { name: 'Zuweisen' }).click();
  const row = department(page, 'Verkehr und Tiefbau');
  await expect(row).toContainText('bis 1. Mai 2031');
  await expect(page.locator('.work-head .status')).toHaveText('In Prüfung');

  // Begun.
  await row.getByRole('button', { name: 'Wir haben begonnen' }).click();
  await expect(row.getByText('In Arbeit')).toBeVisible();

  // Drafted: whoever wrote it does not approve it.
  const answers = page.getByRole('region', { name: 'Antworten der Stadt' });
  await answers.locator('summary').filter({ hasText: 'Antwort schreiben' }).click();
  await answers.getByLabel('Antwort', { exact: true }).fill('Wir **bauen** sie im Mai.\n\n<b>Versprochen</b>');
  await answers.getByRole('button', { name: 'Ansehen' }).click();
  await expect(answers.getByText('So wird es aussehen:')).toBeVisible();
  await expect(answers.locator('.work-preview strong')).toHaveText('bauen');
  await expect(answers.locator('.work-preview')).toContainText('<b>Versprochen</b>');
  await answers.getByRole('button', { name: 'Entwurf speichern' }).click();
  await expect(answers.getByText('Wartet auf Freigabe')).toBeVisible();
  await expect(answers.getByText('Freigeben kann ihn jemand anderes')).toBeVisible();
  await expect(answers.getByRole('button', { name: 'Freigeben' })).toHaveCount(0);
  await axe(page);

  await citizen.open(idea.path);
  const next = citizen.page.getByRole('region', { name: 'Wie es weitergeht' });
  await expect(next).toContainText('Verkehr und Tiefbau');
  await expect(next).toContainText('bis 1. Mai 2031');
  await expect(citizen.page.getByText('Antwort der Stadt')).toHaveCount(0);
  await (await newCitizen()).page.close();
});

test('answers that wait, and those that are public, in their lists', async ({ newModerator, axe }) => {
  // The sample content has drafts by others; each project of the run takes what is there.
  const moderator = await newModerator();
  const { page } = moderator;
  const request = await staff(page);
  await moderator.open('/staff/answers');
  await expect(page.getByRole('heading', { level: 1, name: 'Antworten' })).toBeVisible();
  await axe(page);
  await moderator.open('/staff/answers?state=approved');
  await axe(page);
  const approved = await (await request.get('/api/staff/answers?state=approved')).json();
  const published = await (await request.get('/api/staff/answers?state=published')).json();
  expect(published.items.length + approved.items.length).toBeGreaterThan(0);
});

test('departments, and what waits for them', async ({ newModerator, axe }) => {
  const moderator = await newModerator();
  const { page } = moderator;
  await staff(page);
  await moderator.open('/staff/departments');
  await axe(page);
  await page.getByRole('link', { name: /Verkehr und Tiefbau/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Verkehr und Tiefbau' })).toBeVisible();
  // What is overdue says so in words, and comes first.
  const rows = page.locator('.work-row');
  await expect(rows.first()).toContainText(/überfällig/);
  await axe(page);
  await page.getByRole('link', { name: 'Erledigt' }).click();
  await expect(rows.first()).toContainText('Erledigt');
});

test('any idea is found', async ({ citizen, newModerator, axe }) => {
  const idea = await citizen.postsIdea({ title: unique('Wippe am Weiher') });
  const moderator = await newModerator();
  const { page } = moderator;
  await staff(page);
  await moderator.open('/staff/ideas');
  await page.getByLabel('Nummer oder Wörter').fill(idea.title);
  await page.getByLabel('Fachbereich').selectOption({ label: 'ohne Fachbereich' });
  await page.getByRole('button', { name: 'Finden' }).click();
  const row = page.locator('.work-row');
  await expect(row).toHaveCount(1);
  await expect(row).toContainText('nicht öffentlich');
  await axe(page);
  await row.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(idea.title);
});

test('what was just assigned is taken back with one tap', { tag: '@hydrated' }, async ({ citizen, newModerator, desk }) => {
  const idea = await onTheBoard(citizen, desk);
  const moderator = await newModerator();
  const { page } = moderator;
  await staff(page);
  await moderator.open(`/staff/ideas/${idea.id}`);
  await page.getByLabel('Fachbereich', { exact: true }).selectOption({ label: 'Digitales und IT' });
  await page.getByRole('button', { name: 'Zuweisen' }).click();
  const row = department(page, 'Digitales und IT');
  await expect(row).toBeVisible();
  await page.getByRole('button', { name: 'Rückgängig' }).click();
  await expect(row).toHaveCount(0);
  await expect(page.getByText('Noch kein Fachbereich.')).toBeVisible();
});

test('without a script a form that fails comes back as it was typed', { tag: '@nojs' }, async ({ citizen, newModerator, desk }) => {
  const idea = await onTheBoard(citizen, desk);
  const moderator = await newModerator();
  const { page } = moderator;
  await staff(page);
  await moderator.open(`/staff/ideas/${idea.id}`);
  const choice = page.getByLabel('Fachbereich', { exact: true });
  await choice.selectOption({ label: 'Digitales und IT' });
  await page.getByLabel('Ein Wort dazu').first().fill('Bitte & bald <b>');
  await page.getByRole('button', { name: 'Zuweisen' }).click();
  await expect(page).toHaveURL(new RegExp(`/staff/ideas/${idea.id}\\?done=assigned`));
  await expect(page.getByRole('status').filter({ hasText: 'Die Idee ist zugewiesen.' })).toBeVisible();
  const row = department(page, 'Digitales und IT');
  await row.locator('summary').filter({ hasText: 'Weitergeben' }).click();
  await row.getByLabel('An welchen Fachbereich?').selectOption({ label: 'Verkehr und Tiefbau' });
  await row.getByLabel('Warum?').fill('Das ist eine Straße.');
  await row.getByRole('button', { name: 'Weitergeben' }).click();
  await expect(department(page, 'Verkehr und Tiefbau')).toBeVisible();
  await expect(department(page, 'Digitales und IT')).toContainText('Weitergegeben');
});
