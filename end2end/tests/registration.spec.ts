import type { Locator, Page } from '@playwright/test';
import { linkIn, mailTo } from '../support/mail.ts';
import { type Citizen, asks, expect, test, unique } from '../support/test.ts';

/** The private page of a sign-up says here how it stands. */
function stand(page: Page): Locator {
  return page.locator('#stand-title');
}

/** Waits until an open private page says this; without scripts it is asked for again. */
async function stands(who: Citizen, path: string, words: string): Promise<void> {
  if (!who.js) {
    await expect(async () => {
      await who.open(path);
      await expect(stand(who.page)).toHaveText(words, { timeout: 1000 });
    }).toPass();
  }
  await expect(stand(who.page)).toHaveText(words);
}

test('an address is confirmed by the link in the mail', async ({ citizen, newCitizen, desk, axe }) => {
  const { page } = citizen;
  const event = await desk.plans({
    must_confirm: true,
    fields: [asks('first_name'), asks('last_name'), asks('email', 'required')],
  });
  const email = `${unique('wanda').replace(' ', '.')}@example.org`;
  await citizen.open(event.path);
  const form = page.getByRole('region', { name: 'Anmelden', exact: true });
  await expect(form).toContainText('Bitte bestätigen Sie Ihre Adresse darin innerhalb von 30 Minuten');
  const answers = { Vorname: 'Wanda', Nachname: 'Muster', 'E-Mail-Adresse': email };
  for (const [name, answer] of Object.entries(answers)) {
    await form.getByRole('textbox', { name }).first().fill(answer);
  }
  await form.getByRole('button', { name: 'Anmelden', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Fast geschafft!');
  await citizen.alive();
  await expect(stand(page)).toHaveText('Ihr Platz ist reserviert');
  await expect(page.getByText(/Bitte bestätigen Sie Ihre E-Mail-Adresse bis .*, sonst geht der Platz weiter/)).toBeVisible();
  // Whoever has not read the mail cannot confirm.
  const confirm = (where: Page) => where.getByRole('button', { name: 'E-Mail-Adresse bestätigen' });
  await expect(confirm(page)).toHaveCount(0);
  await axe(page);
  const manage = new URL(page.url()).pathname;

  const mail = await mailTo(email);
  expect(mail).toContain('Ein Platz ist für Sie reserviert.');
  const reader = await newCitizen();
  await reader.open(linkIn(mail, '/my/'));
  await expect(stand(reader.page)).toHaveText('Ihr Platz ist reserviert');
  await axe(reader.page);
  await confirm(reader.page).click();
  await expect(reader.page.getByText('Ihre E-Mail-Adresse ist bestätigt.').first()).toBeVisible();
  await expect(stand(reader.page)).toHaveText('Sie sind angemeldet');
  await expect(confirm(reader.page)).toHaveCount(0);
  await axe(reader.page);
  await citizen.open(manage);
  await expect(stand(page)).toHaveText('Sie sind angemeldet');
});

test('whoever declines an offer is signed off, and the next is asked', async ({ citizen, newCitizen, desk, axe }) => {
  const { page } = citizen;
  const event = await desk.plans({ capacity: '1' });
  const [first, next] = [await newCitizen(), await newCitizen()];
  const seated = await first.signsUp(event);
  const manage = await citizen.signsUp(event);
  const after = await next.signsUp(event);
  await citizen.open(manage);
  await expect(stand(page)).toHaveText('Warteliste: Platz 1');
  await next.open(after);
  await expect(stand(next.page)).toHaveText('Warteliste: Platz 2');

  await first.open(seated);
  await first.page.getByRole('button', { name: 'Abmelden', exact: true }).click();
  await expect(stand(first.page)).toHaveText('Sie sind abgemeldet');
  await stands(citizen, manage, 'Ein Platz ist frei für Sie');
  await page.getByRole('button', { name: 'Nein, weitergeben' }).click();
  await expect(page.getByText('Danke! Der Platz geht an die nächste Person.').first()).toBeVisible();
  await expect(stand(page)).toHaveText('Sie sind abgemeldet');
  await expect(page.getByRole('button', { name: 'Ja, ich komme' })).toHaveCount(0);
  await axe(page);
  await stands(next, after, 'Ein Platz ist frei für Sie');
});
