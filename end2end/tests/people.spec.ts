import { type Page } from '@playwright/test';
import { linkIn, mailTo } from '../support/mail.ts';
import { setUpApp } from '../support/totp.ts';
import { expect, test, unique } from '../support/test.ts';

/** The line of somebody in the list of accounts. */
function account(page: Page, email: string) {
  return page.getByRole('region', { name: 'Konten' }).getByRole('listitem').filter({ hasText: email });
}

/** The line of somebody in the list of open invitations. */
function invitation(page: Page, email: string) {
  return page.getByRole('region', { name: 'Offene Einladungen' }).getByRole('listitem').filter({ hasText: email });
}

/** The form that invites somebody, unfolded. */
async function invite(page: Page) {
  const form = page.getByRole('main').locator('.account-invite');
  await form.locator('summary').click();
  return form;
}

test('somebody is invited, and joins by the link in the mail', async ({ newModerator, citizen, watch, axe }) => {
  const name = unique('Rike');
  const email = `${name.toLowerCase().replace(' ', '.')}@example.org`;
  const admin = await newModerator();
  const { page } = admin;
  await admin.enters();
  await admin.open('/staff/people');
  await expect(page.getByRole('heading', { level: 1, name: 'Team' })).toBeVisible();
  const form = await invite(page);
  await form.getByLabel('E-Mail-Adresse').fill(email);
  await form.getByLabel('Name', { exact: true }).fill(name);
  await form.getByRole('radio', { name: /^Redaktion/ }).check();
  await form.getByRole('group', { name: 'Nur für diese Stadtlabore' }).getByLabel('Stadtlabor Menden').check();
  await axe(page);
  await form.getByRole('button', { name: 'Einladung senden' }).click();

  await expect(page.getByText('Einladung ist unterwegs')).toBeVisible();
  const shown = page.getByLabel('Link der Einladung');
  const link = linkIn(await mailTo(email), '/staff/invite/');
  await expect(shown).toHaveValue(link);
  if (admin.js) {
    await page.context().grantPermissions(['clipboard-write']);
    await page.getByRole('button', { name: 'Kopieren' }).click();
    await expect(page.getByRole('button', { name: 'Kopiert' })).toBeVisible();
  }
  await axe(page);
  await admin.open('/staff/people');
  await expect(invitation(page, email)).toContainText('Redaktion, Stadtlabor Menden');
  await expect(shown).toHaveCount(0);

  const guest = await newModerator();
  await guest.open(link);
  const asked = await guest.page.request.get(new URL(link).pathname.replace('/staff/invite/', '/api/staff/welcome/'));
  const until = new Date((await asked.json()).expires_at);
  const timeZone = 'Europe/Berlin';
  const day = until.toLocaleDateString('de-DE', { dateStyle: 'long', timeZone });
  const time = until.toLocaleTimeString('de-DE', { timeStyle: 'short', timeZone });
  const welcome = guest.page.getByRole('main');
  await expect(welcome.getByRole('heading', { level: 1, name: 'Willkommen im Team' })).toBeVisible();
  await expect(welcome).toContainText(`E2E hat Sie eingeladen. Setzen Sie ein Passwort für ${email}`);
  await expect(welcome).toContainText('Redaktion');
  await expect(welcome).toContainText(`gilt bis ${day}, ${time} Uhr`, { ignoreCase: true });
  await axe(guest.page);

  watch.allow('422 POST /api/staff/welcome/');
  const own = welcome.getByLabel('Name', { exact: true });
  const password = welcome.getByLabel('Neues Passwort');
  const join = welcome.getByRole('button', { name: 'Passwort setzen' });
  await expect(own).toHaveValue(name);
  await own.fill(`${name} Neu`);
  await password.fill('kurz');
  await join.click();
  await expect(welcome.getByText('Bitte mindestens 10 Zeichen.')).toBeVisible();
  await expect(password).toHaveAttribute('aria-invalid', 'true');
  await expect(password).toHaveValue('');
  await expect(own).toHaveValue(`${name} Neu`);
  await axe(guest.page);
  await password.fill(process.env.E2E_STAFF_PASSWORD ?? '');
  await join.click();
  await expect(guest.page).toHaveURL('/staff/account');
  await expect(guest.page.getByRole('group', { name: 'Ihr Konto' })).toContainText(`${name} Neu`);

  await admin.open('/staff/people');
  await expect(invitation(page, email)).toHaveCount(0);
  await expect(account(page, email)).toContainText(`${name} Neu`);
  watch.allow('404 GET /staff/invite/');
  expect((await citizen.open(link)).status()).toBe(404);
  await expect(citizen.page.getByText('Diese Einladung gilt nicht mehr')).toBeVisible();
  await axe(citizen.page);
});

test('who joins sees what they were invited for, and nothing else', async ({ citizen, newModerator, desk, watch }) => {
  const colleague = await newModerator();
  const { page } = colleague;
  const one = await desk.invite({ role: 'editor', labs: ['menden'] });
  await colleague.joins(one);
  await colleague.open('/staff/account');
  const profile = page.getByRole('region', { name: 'Angaben' });
  await expect(profile).toContainText(`${one.email}, Redaktion`);
  await expect(profile).toContainText('Stadtlabor Menden');
  const ways = page.getByRole('navigation', { name: 'Team-Bereich' });
  await expect(ways.getByRole('link', { name: 'Eingang' })).toBeVisible();
  await expect(ways.getByRole('link', { name: 'Team', exact: true })).toHaveCount(0);
  watch.allow('403 GET /staff/people');
  expect((await colleague.open('/staff/people')).status()).toBe(403);
  await expect(page.getByText('Dafür fehlt Ihnen die Berechtigung.')).toBeVisible();

  const inside = await citizen.postsIdea({ lab: 'menden' });
  const outside = await citizen.postsIdea({ lab: 'soest' });
  await colleague.open(`/staff/ideas/${inside.id}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(inside.title);
  watch.allow(`404 GET /staff/ideas/${outside.id}`);
  expect((await colleague.open(`/staff/ideas/${outside.id}`)).status()).toBe(404);
  await desk.publish(inside);
  await desk.publish(outside);
});

test('an admin changes what somebody may', async ({ newModerator, desk, watch }) => {
  watch.allow('401 GET /staff/account');
  const one = await desk.invite({ role: 'moderator', labs: ['menden'] });
  const colleague = await newModerator();
  await colleague.joins(one);
  const admin = await newModerator();
  await admin.enters();
  await admin.open('/staff/people');
  const row = account(admin.page, one.email);
  await expect(row).toContainText('Moderation, Stadtlabor Menden, nur Passwort');
  await row.locator('summary').filter({ hasText: 'Ändern' }).click();
  await row.getByRole('radio', { name: /^Redaktion/ }).check();
  await row.getByLabel('Stadtlabor Menden').uncheck();
  await row.getByLabel('Stadtlabor Soest').check();
  await row.getByRole('button', { name: 'Speichern' }).click();
  await expect(row).toContainText('Redaktion, Stadtlabor Soest, nur Passwort');
  await expect(admin.page.getByRole('status').filter({ hasText: 'Gespeichert.' })).toBeVisible();

  // Who may less than before signs in anew.
  expect((await colleague.open('/staff/account')).status()).toBe(401);
  await colleague.givesPassword('/staff/account');
  await expect(colleague.page.getByRole('region', { name: 'Angaben' })).toContainText('Redaktion');
});

test('an account is locked, unlocked and removed', async ({ newModerator, desk, watch }) => {
  watch.allow('401 GET /staff/account', '401 POST /api/staff/session');
  const one = await desk.invite({ role: 'moderator' });
  const colleague = await newModerator();
  await colleague.joins(one);
  const refused = colleague.page.getByText('E-Mail-Adresse oder Passwort stimmt nicht.');
  const admin = await newModerator();
  const { page } = admin;
  await admin.enters();
  await admin.open('/staff/people');
  const row = account(page, one.email);
  const change = row.locator('summary').filter({ hasText: 'Ändern' });
  await change.click();
  await row.getByRole('button', { name: 'Sperren' }).click();
  await expect(row).toContainText('gesperrt');
  expect((await colleague.open('/staff/account')).status()).toBe(401);
  await colleague.givesPassword('/staff/account');
  await expect(refused).toBeVisible();

  await change.click();
  await row.getByRole('button', { name: 'Entsperren' }).click();
  await expect(row).not.toContainText('gesperrt');
  await colleague.givesPassword('/staff/account');
  await expect(colleague.page.getByRole('heading', { level: 1, name: 'Ihr Konto' })).toBeVisible();

  await change.click();
  await row.locator('summary').filter({ hasText: 'Entfernen' }).click();
  await expect(row).toContainText('das lässt sich nicht zurücknehmen');
  await row.getByRole('button', { name: 'Endgültig entfernen' }).click();
  await expect(row).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1, name: 'Team' })).toBeVisible();
  await colleague.givesPassword('/staff/account');
  await expect(refused).toBeVisible();
});

test('what is wrong with a change is told', async ({ newModerator, desk, watch, axe }) => {
  watch.allow('422 POST /api/staff/people/');
  const one = await desk.invite({ role: 'moderator' });
  await (await newModerator()).joins(one);
  const admin = await newModerator();
  const { page } = admin;
  await admin.enters();
  await admin.open('/staff/people');
  const row = account(page, one.email);
  await row.locator('summary').filter({ hasText: 'Ändern' }).click();
  await row.getByRole('radio', { name: /^Fachbereich/ }).check();
  await row.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByRole('alert').filter({ hasText: /./ })).toContainText('Bitte prüfen Sie Ihre Angaben.');
  await expect(row).toContainText('Moderation, ohne Einschränkung');
  await axe(page);
  await expect(row.getByRole('group', { name: 'Nur für diese Fachbereiche' })).toContainText('Hier fehlt noch etwas.');
  await expect(row.getByRole('radio', { name: /^Fachbereich/ })).toBeChecked();
});

test('who lost their second factor gets in again with the help of an admin', async ({ newModerator, desk }) => {
  const one = await desk.invite({ role: 'moderator' });
  const colleague = await newModerator();
  await colleague.joins(one);
  await setUpApp(colleague.page);
  await colleague.leaves();
  await colleague.givesPassword('/staff/account');
  await expect(colleague.page.getByRole('heading', { level: 1, name: 'Zweiter Schritt' })).toBeVisible();

  const admin = await newModerator();
  await admin.enters();
  await admin.open('/staff/people');
  const row = account(admin.page, one.email);
  await expect(row).toContainText('Moderation, ohne Einschränkung, zweiter Faktor');
  await row.locator('summary').filter({ hasText: 'Ändern' }).click();
  await row.getByRole('button', { name: 'Zweiten Faktor entfernen' }).click();
  await expect(row).toContainText('nur Passwort');

  await colleague.givesPassword('/staff/account');
  await expect(colleague.page.getByRole('heading', { level: 1, name: 'Ihr Konto' })).toBeVisible();
});

test('an address is invited once, and the invitation can be taken back', async ({ newModerator, desk, watch, citizen }) => {
  watch.allow('422 POST /api/staff/invitations', '404 GET /staff/invite/');
  const one = await desk.invite({ role: 'moderator' });
  const admin = await newModerator();
  const { page } = admin;
  await admin.enters();
  await admin.open('/staff/people');
  const form = await invite(page);
  const send = form.getByRole('button', { name: 'Einladung senden' });
  await form.getByLabel('E-Mail-Adresse').fill(one.email);
  await form.getByLabel('Name', { exact: true }).fill(one.name);
  await form.getByRole('radio', { name: /^Administration/ }).check();
  await send.click();
  await expect(form.getByText('An diese Adresse ist schon eine Einladung offen.')).toBeVisible();
  await expect(form.getByLabel('E-Mail-Adresse')).toHaveAttribute('aria-invalid', 'true');
  await expect(form.getByLabel('Name', { exact: true })).toHaveValue(one.name);
  await expect(form.getByRole('radio', { name: /^Administration/ })).toBeChecked();
  await form.getByLabel('E-Mail-Adresse').fill(process.env.E2E_STAFF_EMAIL ?? '');
  await send.click();
  await expect(form.getByText('Unter dieser Adresse gibt es schon ein Konto.')).toBeVisible();

  await invitation(page, one.email).getByRole('button', { name: 'Zurücknehmen' }).click();
  await expect(invitation(page, one.email)).toHaveCount(0);
  expect((await citizen.open(one.link)).status()).toBe(404);
});
