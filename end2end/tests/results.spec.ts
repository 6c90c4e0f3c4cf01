import { dayAhead, makesEvent } from '../support/events.ts';
import { expect, png, test, unique } from '../support/test.ts';

test('photos of the results stand on the event’s page, and can be taken away', async ({ citizen, newModerator, axe }) => {
  const staff = await newModerator();
  await staff.enters();
  const event = await makesEvent(staff.page.request);
  await staff.open(`${event.path}/results`);
  await staff.page.getByLabel('Ergebnisse').fill('Zwölf **Lampen** leuchten.');
  await staff.page.getByLabel('Fotos auswählen').setInputFiles([png('eins.png'), png('zwei.png', 240, 320)]);
  if (staff.js) await expect(staff.page.locator('.upload-done')).toHaveCount(2);
  const saves = async () => {
    await staff.page.getByRole('button', { name: 'Speichern' }).click();
    await expect(staff.page.getByText('Gespeichert.').first()).toBeVisible();
  };
  await saves();
  const there = staff.page.locator('.event-photos').getByRole('img');
  await expect(there).toHaveCount(2);
  await axe(staff.page);

  const { page } = citizen;
  const path = `/events/${event.id}`;
  const came = page.getByRole('region', { name: 'Ergebnisse', exact: true });
  const photo = (n: number) => came.getByRole('img', { name: `Foto ${n} von „${event.title}“` });
  await citizen.finds(path, came);
  await expect(came.locator('strong')).toHaveText('Lampen');
  await expect(came.getByRole('img')).toHaveCount(2);
  for (const n of [1, 2]) {
    await photo(n).scrollIntoViewIfNeeded();
    await expect.poll(() => photo(n).evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
  }
  await axe(page);

  await staff.open(`${event.path}/results`);
  await staff.page.getByRole('checkbox', { name: 'Entfernen' }).first().check();
  await saves();
  await expect(there).toHaveCount(1);
  await expect(async () => {
    await citizen.open(path);
    await expect(came.getByRole('img')).toHaveCount(1, { timeout: 1000 });
  }).toPass();
});

test('what was is found with what came of it', async ({ citizen, axe }) => {
  const { page } = citizen;
  await citizen.open('/programme?lab=iserlohn');
  const time = page.getByRole('navigation', { name: 'Zeit', exact: true });
  await time.getByRole('link', { name: 'Vergangene' }).click();
  await expect(page).toHaveURL('/programme?lab=iserlohn&past=1');
  await expect(page.getByRole('heading', { level: 1, name: 'Was war' })).toBeVisible();
  await expect(time.getByRole('link', { name: 'Vergangene' })).toHaveAttribute('aria-current', 'true');
  const title = 'World-Café: Was braucht der Marktplatz?';
  const card = page.getByRole('article', { name: title });
  for (const words of ['World-Café', 'Mit Ergebnissen', 'Vorbei']) await expect(card).toContainText(words);
  await axe(page);

  await card.getByRole('link', { name: title }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  await expect(page.locator('.event-next')).toContainText('Vorbei');
  const came = page.getByRole('region', { name: 'Ergebnisse', exact: true });
  await expect(came.locator('strong')).toHaveText('37 Menschen');
  await expect(came.getByRole('listitem').filter({ hasText: 'Ein Trinkbrunnen.' })).toBeVisible();
  // Nobody can sign up any more.
  await expect(page.getByRole('region', { name: 'Anmelden', exact: true })).toBeHidden();
  await axe(page);
});

test('whoever was there says how it was', async ({ citizen, newModerator, desk, watch, axe }) => {
  const { page } = citizen;
  const event = await desk.plans();
  const manage = await citizen.signsUp(event);
  const asked = page.getByRole('region', { name: 'Wie war es?' });
  await citizen.open(manage);
  await expect(asked).toHaveCount(0);
  // It was yesterday after all.
  await desk.changes(event, { dates: [{ date: dayAhead(-1), from: '10:00', to: '12:30' }] });
  await citizen.reload();
  await expect(asked).toContainText('Sie steht nicht neben Ihrem Namen.');
  await axe(page);

  watch.allow('422 POST /api/registrations/');
  const send = asked.getByRole('button', { name: 'Rückmeldung senden' });
  await send.click();
  await expect(asked.getByRole('group', { name: 'Wie hat es Ihnen gefallen?' })).toContainText('Hier fehlt noch etwas.');
  const good = unique('Die Lampen leuchten');
  await asked.getByRole('radio', { name: '4 Sterne' }).check();
  await asked.getByLabel('Was war gut?').fill(good);
  await send.click();
  await expect(asked).toContainText('Danke für Ihre Rückmeldung!');
  await expect(send).toHaveCount(0);
  await axe(page);

  const staff = await newModerator();
  await staff.enters();
  await staff.open(`/staff${event.path}/attendees`);
  const said = staff.page.getByRole('region', { name: 'Rückmeldungen' });
  for (const words of ['4 von 5 Sternen', '(1 Rückmeldung)', good]) await expect(said).toContainText(words);
  await axe(staff.page);
});
