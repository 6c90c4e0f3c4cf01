import { type Locator, type Page } from '@playwright/test';
import { codeOf, setUpApp } from '../support/totp.ts';
import { type Moderator, expect, test } from '../support/test.ts';

const wrong = 'Das passt nicht: falsch, zu alt oder schon benutzt. Bitte noch einmal.';

/** The part of the account that is about second factors. */
function factors(page: Page): Locator {
  return page.getByRole('region', { name: 'Zweiter Faktor' });
}

function recoveryCodes(page: Page): Locator {
  return factors(page).locator('.account-codes').getByRole('listitem');
}

/** Signs in from the beginning, as far as the password leads. */
async function toSecondStep(colleague: Moderator): Promise<void> {
  await colleague.givesPassword('/staff/account');
  await expect(colleague.page.getByRole('heading', { level: 1, name: 'Zweiter Schritt' })).toBeVisible();
}

async function givesCode({ page }: Moderator, code: string): Promise<void> {
  await page.getByLabel('Code', { exact: true }).fill(code);
  await page.getByRole('button', { name: 'Weiter' }).click();
}

async function isInside({ page }: Moderator): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: 'Ihr Konto' })).toBeVisible();
  await expect(page).toHaveURL('/staff/account');
}

test('an app with codes is set up, and asked for from then on', async ({ newModerator, desk, watch, axe }) => {
  watch.allow('422 POST /api/staff/account/totp/confirm');
  const colleague = await newModerator();
  const { page } = colleague;
  await colleague.joins(await desk.invite({ role: 'moderator' }));
  await colleague.open('/staff/account');
  await axe(page);
  const own = factors(page);
  const code = own.getByLabel('Code', { exact: true });
  await own.getByRole('button', { name: 'App einrichten' }).click();
  await expect(own.getByRole('img', { name: 'QR-Code mit dem Schlüssel' })).toBeVisible();
  const key = await own.locator('.account-key').innerText();
  await axe(page);
  await code.fill('keiner');
  await own.getByRole('button', { name: 'Einschalten' }).click();
  await expect(own.getByText(wrong)).toBeVisible();
  await expect(own.locator('.account-key')).toHaveText(key);
  await code.fill(codeOf(key));
  await own.getByRole('button', { name: 'Einschalten' }).click();
  await expect(own.getByRole('heading', { name: 'Ihre Wiederherstellungscodes' })).toBeVisible();
  expect(new Set(await recoveryCodes(page).allInnerTexts()).size).toBe(10);
  await axe(page);
  await colleague.open('/staff/account');
  await expect(own).toContainText('10 sind übrig.');
  await expect(recoveryCodes(page)).toHaveCount(0);

  await colleague.signsOut();
  await toSecondStep(colleague);
  await axe(page);
  // The code that turned the app on is used up; by now the app shows the next one, or soon.
  await givesCode(colleague, codeOf(key, 1));
  await isInside(colleague);
});

test('a wrong code is refused, and so is one that was used', async ({ newModerator, desk, watch, axe }) => {
  watch.allow('422 POST /api/staff/session/second');
  const colleague = await newModerator();
  const { page } = colleague;
  await colleague.joins(await desk.invite({ role: 'moderator' }));
  const { key } = await setUpApp(page);
  await colleague.leaves();
  await toSecondStep(colleague);
  await givesCode(colleague, 'keiner');
  await expect(page.getByText(wrong)).toBeVisible();
  await expect(page.getByLabel('Code', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Code', { exact: true })).toHaveValue('');
  await axe(page);
  const code = codeOf(key, 1);
  await givesCode(colleague, code);
  await isInside(colleague);

  await colleague.signsOut();
  await toSecondStep(colleague);
  await givesCode(colleague, code);
  await expect(page.getByText(wrong)).toBeVisible();
});

test('a recovery code stands in for the app once', async ({ newModerator, desk, watch }) => {
  watch.allow('422 POST /api/staff/session/second');
  const colleague = await newModerator();
  const { page } = colleague;
  await colleague.joins(await desk.invite({ role: 'moderator' }));
  const { codes } = await setUpApp(page);
  await colleague.leaves();
  await toSecondStep(colleague);
  await givesCode(colleague, codes[0]);
  await isInside(colleague);
  await expect(factors(page)).toContainText('9 sind übrig.');

  await colleague.signsOut();
  await toSecondStep(colleague);
  await givesCode(colleague, codes[0]);
  await expect(page.getByText(wrong)).toBeVisible();
  // As it is typed from paper.
  await givesCode(colleague, codes[1].toUpperCase().replaceAll('-', ' '));
  await isInside(colleague);
});

test('an app is removed with the password, and no code is asked for any more', async ({ newModerator, desk, watch }) => {
  watch.allow('422 POST /api/staff/account/totp/remove');
  const colleague = await newModerator();
  const { page } = colleague;
  await colleague.joins(await desk.invite({ role: 'moderator' }));
  await setUpApp(page);
  await colleague.open('/staff/account');
  const own = factors(page);
  const remove = own.locator('details').filter({ hasText: 'App entfernen' });
  await remove.locator('summary').click();
  await remove.getByLabel('Jetziges Passwort').fill('falsch-falsch-falsch');
  await remove.getByRole('button', { name: 'App entfernen' }).click();
  await expect(remove.getByText('Das ist nicht Ihr jetziges Passwort.')).toBeVisible();
  await remove.getByLabel('Jetziges Passwort').fill(process.env.E2E_STAFF_PASSWORD ?? '');
  await remove.getByRole('button', { name: 'App entfernen' }).click();
  await expect(page.getByText('Gespeichert.')).toBeVisible();
  await expect(own.getByRole('button', { name: 'App einrichten' })).toBeVisible();

  await colleague.signsOut();
  await colleague.givesPassword('/staff/account');
  await isInside(colleague);
});

test('there is no second step without the first', async ({ citizen, watch, axe }) => {
  watch.allow('401 GET /staff/second');
  expect((await citizen.open('/staff/second')).status()).toBe(401);
  await expect(citizen.page.getByText('Bitte melden Sie sich an.')).toBeVisible();
  await axe(citizen.page);
  await citizen.page.getByRole('link', { name: 'Von vorn anmelden' }).click();
  await expect(citizen.page.getByLabel('Passwort', { exact: true })).toBeVisible();
});

test.describe('passkeys', { tag: '@hydrated' }, () => {
  // A passkey belongs to a name, not to a number: for the program at 127.0.0.1 it is this one.
  test.use({ baseURL: process.env.BASE_URL?.replace('127.0.0.1', 'localhost') });

  /** Gives a browser a device that unlocks at once. */
  async function device(page: Page): Promise<void> {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
  }

  function passkey(page: Page): Locator {
    return factors(page).getByRole('listitem').filter({ hasText: 'Diensthandy' });
  }

  async function adds(page: Page, name: string): Promise<void> {
    await factors(page).getByLabel('Name des Passkeys').fill(name);
    await factors(page).getByRole('button', { name: 'Passkey hinzufügen' }).click();
  }

  test('a passkey is added, and signs in as the second step or alone', async ({ newModerator, desk, axe }) => {
    const colleague = await newModerator();
    const { page } = colleague;
    await device(page);
    await colleague.joins(await desk.invite({ role: 'moderator' }));
    await colleague.open('/staff/account');
    await adds(page, 'Diensthandy');
    await expect(recoveryCodes(page)).toHaveCount(10);
    await expect(passkey(page)).toBeVisible();
    await axe(page);
    await colleague.open('/staff/account');
    await expect(passkey(page)).toContainText('noch nicht benutzt');
    await expect(recoveryCodes(page)).toHaveCount(0);
    await axe(page);

    await colleague.signsOut();
    await toSecondStep(colleague);
    await axe(page);
    await page.getByRole('button', { name: 'Mit Passkey anmelden' }).click();
    await isInside(colleague);
    await expect(passkey(page)).toContainText('zuletzt benutzt');

    await colleague.signsOut();
    await colleague.open('/staff?back=/staff/account');
    await page.getByRole('button', { name: 'Mit Passkey anmelden' }).click();
    await isInside(colleague);
  });

  test('a passkey is added once, and removed with the password', async ({ newModerator, desk, watch }) => {
    watch.allow('422 POST /api/staff/account/passkeys/');
    const colleague = await newModerator();
    const { page } = colleague;
    await device(page);
    await colleague.joins(await desk.invite({ role: 'moderator' }));
    await colleague.open('/staff/account');
    await adds(page, 'Diensthandy');
    await expect(recoveryCodes(page)).toHaveCount(10);
    await adds(page, 'Noch einmal');
    await expect(factors(page).getByText('Mit dem Passkey hat es nicht geklappt.')).toBeVisible();

    await colleague.open('/staff/account');
    await passkey(page).locator('summary').click();
    await passkey(page).getByLabel('Jetziges Passwort').fill('falsch-falsch-falsch');
    await passkey(page).getByRole('button', { name: 'Entfernen' }).click();
    await expect(factors(page).getByText('Das ist nicht Ihr jetziges Passwort.')).toBeVisible();
    await passkey(page).locator('summary').click();
    await passkey(page).getByLabel('Jetziges Passwort').fill(process.env.E2E_STAFF_PASSWORD ?? '');
    await passkey(page).getByRole('button', { name: 'Entfernen' }).click();
    await expect(page.getByText('Gespeichert.')).toBeVisible();
    await expect(passkey(page)).toHaveCount(0);

    await colleague.signsOut();
    await colleague.givesPassword('/staff/account');
    await isInside(colleague);
  });
});
