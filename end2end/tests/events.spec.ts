import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Page, chromium } from '@playwright/test';
import { args, executablePath } from '../chromium.mjs';
import { film } from '../support/camera.ts';
import { attendees, dayAhead, makesEvent, signsUp } from '../support/events.ts';
import { type Moderator, expect, test, unique } from '../support/test.ts';

/** Somebody's line in the attendee list. */
function row(page: Page, name: string) {
  return page.getByRole('list', { name: 'Teilnehmende' }).getByRole('listitem').filter({ hasText: name }).first();
}

/** The button that says whether somebody is there. */
function person(page: Page, name: string) {
  return page.getByRole('list', { name: 'Teilnehmende' }).getByRole('button', { name: new RegExp(`${name}.*ist`) });
}

/** What the door says of whoever was seen last. */
function seen(page: Page) {
  return page.locator('.door-look');
}

/** An editor at their own browser. */
async function editor(newModerator: () => Promise<Moderator>): Promise<Moderator> {
  const moderator = await newModerator();
  await moderator.enters();
  return moderator;
}

test('an event is drafted, published, moved, cancelled and restored', async ({ newModerator, axe }) => {
  const staff = await editor(newModerator);
  const { page } = staff;
  await staff.open('/staff/events');
  await axe(page);
  await page.getByRole('link', { name: 'Neue Veranstaltung' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Neue Veranstaltung' })).toBeVisible();
  await staff.alive();
  const title = unique('Solar');
  await page.getByLabel('Titel').fill(title);
  await page.getByLabel('Beschreibung').fill('Wir bauen eine kleine Solaranlage für den Balkon.');
  await page.getByLabel('Stadtlabor', { exact: true }).selectOption({ index: 1 });
  const first = page.getByRole('group', { name: 'Termin 1' });
  await first.getByLabel('Tag').fill(dayAhead(30));
  await first.getByLabel('Von').fill('17:00');
  await first.getByLabel('Bis').fill('19:30');
  await page.getByLabel('Plätze').fill('8');
  await axe(page);
  await page.getByRole('button', { name: 'Entwurf anlegen' }).click();
  await expect(page).toHaveURL(/\/staff\/events\/\d+\?done=created/);
  await expect(page.getByText('Der Entwurf ist angelegt.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await expect(page.getByLabel('Plätze')).toHaveValue('8');
  await staff.alive();

  await page.getByRole('button', { name: 'Veröffentlichen' }).click();
  await expect(page.getByRole('heading', { name: 'Im Programm' })).toBeVisible();
  await expect(page.getByText('0 von 8 Plätzen')).toBeVisible();
  await axe(page);
  const path = new URL(page.url()).pathname;

  // Elsewhere, and a day later.
  await page.getByLabel('Anderer Ort').fill('Aula am Markt 3');
  await page.getByRole('group', { name: 'Termin 1' }).getByLabel('Tag').fill(dayAhead(31));
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByText('Gespeichert.')).toBeVisible();
  await staff.reload();
  await expect(page.getByLabel('Anderer Ort')).toHaveValue('Aula am Markt 3');
  await expect(page.getByRole('group', { name: 'Termin 1' }).getByLabel('Tag')).toHaveValue(dayAhead(31));

  await page.locator('summary').filter({ hasText: 'Absagen' }).click();
  await page.getByLabel('Ein Wort an alle').fill('Die Leitung ist krank.');
  await page.getByRole('button', { name: 'Jetzt absagen' }).click();
  await expect(page.getByRole('heading', { name: 'Abgesagt' })).toBeVisible();
  await expect(page.getByText('Die Leitung ist krank.')).toBeVisible();
  await axe(page);
  await staff.open(path);
  await page.getByRole('button', { name: 'Findet doch statt' }).click();
  await expect(page.getByRole('heading', { name: 'Im Programm' })).toBeVisible();
});

test('the list tells state and seats, by lab and by time', async ({ citizen, newModerator, axe }) => {
  const staff = await editor(newModerator);
  const { page } = staff;
  const event = await makesEvent(page.request, { dates: [{ date: dayAhead(1), from: '10:00', to: '11:00' }] });
  const draft = { kind: 'talk', title: unique('Vortrag'), text: 'Noch in Arbeit.', lab: 'soest' };
  const dates = [{ date: dayAhead(2), from: '18:00', to: '19:00' }];
  await page.request.post('/api/staff/events', { data: { ...draft, dates } });
  await staff.open('/staff/events?lab=soest');
  const line = page.locator('.event-row').filter({ hasText: event.title });
  await expect(line).toContainText('Veröffentlicht');
  await expect(line).toContainText('0 von 12 Plätzen');
  await axe(page);
  await signsUp(citizen.page.request, event, { last_name: 'Zufall', phone: '030 23125 100' });
  if (!staff.js) await page.reload();
  await expect(line).toContainText('1 von 12 Plätzen');
  await page.getByRole('link', { name: 'Entwürfe' }).click();
  const made = page.locator('.event-row').filter({ hasText: draft.title });
  await expect(made).toContainText('Entwurf');
  await expect(line).toHaveCount(0);
  await axe(page);
  await staff.open('/staff/events?lab=menden');
  await expect(line).toHaveCount(0);
});

test('what is wrong is told at its field, and nothing is lost', async ({ newModerator, watch }) => {
  const staff = await editor(newModerator);
  const { page } = staff;
  watch.allow('422 POST /api/staff/events');
  await staff.open('/staff/events/new');
  const title = unique('Ohne Ort');
  await page.getByLabel('Titel').fill(title);
  await page.getByLabel('Plätze').fill('viele');
  await page.getByRole('button', { name: 'Entwurf anlegen' }).click();
  await expect(page.getByText('Bitte eine ganze Zahl von 1 bis 10000.')).toBeVisible();
  await expect(page.getByLabel('Plätze')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Titel')).toHaveValue(title);
  await expect(page.getByLabel('Plätze')).toHaveValue('viele');
  await expect(page.getByLabel('Wofür').first()).toHaveValue(/Damit wir wissen/);
});

test('a form that was left comes back, and goes when it is not wanted', { tag: '@hydrated' }, async ({ newModerator }) => {
  const staff = await editor(newModerator);
  const { page } = staff;
  await staff.open('/staff/events/new');
  const title = unique('Angefangen');
  await page.getByLabel('Titel').fill(title);
  await page.getByLabel('Titel').blur();
  await page.getByRole('button', { name: 'Weiterer Termin' }).click();
  const third = page.getByRole('group', { name: 'Termin 3' });
  await third.getByLabel('Tag').fill(dayAhead(9));
  await expect.poll(() => page.evaluate(() => localStorage.getItem('event-drafts'))).toContain(dayAhead(9));
  await staff.reload();
  await expect(page.getByLabel('Titel')).toHaveValue(title);
  await expect(page.getByRole('group', { name: 'Termin 1' }).getByLabel('Tag')).toHaveValue(dayAhead(9));
  await page.getByRole('button', { name: 'Verwerfen' }).click();
  await expect(page.getByLabel('Titel')).toHaveValue('');
  await page.getByRole('button', { name: 'Übernehmen' }).click();
  await expect(page.getByLabel('Titel')).toHaveValue(title);
});

test('of two who change the same event the second is told, and loses nothing', async ({ newModerator, desk, watch, axe }) => {
  const first = await editor(newModerator);
  const second = await newModerator();
  await second.joins(await desk.invite({ role: 'editor' }));
  const event = await makesEvent(first.page.request);
  watch.allow(`412 PUT /api${event.path}`, `412 POST /api${event.path}`);
  for (const one of [first, second]) await one.open(event.path);
  const save = async ({ page }: Moderator, text: string) => {
    await page.getByLabel('Leitung').fill(text);
    await page.getByRole('button', { name: 'Speichern' }).click();
  };
  await save(first, 'Vom ersten');
  await expect(first.page.getByText('Gespeichert.')).toBeVisible();
  await save(second, 'Vom zweiten');
  await expect(second.page.getByText('Noch einmal Speichern überschreibt')).toBeVisible();
  await expect(second.page.getByLabel('Leitung')).toHaveValue('Vom zweiten');
  await axe(second.page);
  await second.page.getByRole('button', { name: 'Speichern' }).click();
  await expect(second.page.getByText('Gespeichert.')).toBeVisible();
});

test('before a move it is said who is told; more seats move the waitlist', { tag: '@hydrated' }, async ({ citizen, newModerator }) => {
  const staff = await editor(newModerator);
  const { page } = staff;
  const event = await makesEvent(page.request, { capacity: '1' });
  const name = unique('Erika').replace(' ', '-');
  await signsUp(citizen.page.request, event, { last_name: name, email: `${name.toLowerCase()}@example.org` });
  await staff.open(event.path);
  const note = page.getByLabel('Ein Wort dazu');
  await expect(note).toBeHidden();
  await page.getByLabel('Anderer Ort').fill('Aula');
  await expect(page.getByText('bekommt 1 Anmeldung eine E-Mail')).toBeVisible();
  await note.fill('Der Raum wird gestrichen.');
  await page.getByLabel('Plätze').fill('2');
  await expect(page.getByText('rückt die Warteliste sofort nach')).toBeVisible();
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByText('Gespeichert.')).toBeVisible();
  await expect(note).toBeHidden();
  await expect(page.getByText('1 von 2 Plätzen')).toBeVisible();
});

test('somebody walks in, is there, is not after all; another is cancelled and restored', async ({ newModerator, axe }) => {
  const staff = await editor(newModerator);
  const { page } = staff;
  const event = await makesEvent(page.request);
  await staff.open(`${event.path}/attendees`);
  await expect(page.getByText('Noch ist niemand angemeldet.')).toBeVisible();
  await page.locator('summary').filter({ hasText: 'Jemanden eintragen' }).click();
  const name = unique('Neumann');
  await page.getByLabel('Nachname').first().fill(name);
  await axe(page);
  await page.getByRole('button', { name: 'Eintragen', exact: true }).click();
  await expect(row(page, name)).toBeVisible();
  await expect(row(page, name)).toContainText('vom Team eingetragen');
  await staff.alive();

  await expect(person(page, name)).toHaveAttribute('aria-pressed', 'false');
  await person(page, name).click();
  await expect(person(page, name)).toHaveAttribute('aria-pressed', 'true');
  await staff.alive();
  await axe(page);
  await person(page, name).click();
  await expect(person(page, name)).toHaveAttribute('aria-pressed', 'false');
  await staff.alive();

  await row(page, name).locator('summary').click();
  await row(page, name).getByRole('button', { name: 'Abmelden' }).click();
  await expect(row(page, name)).toHaveCount(0);
  await page.getByRole('button', { name: 'Rückgängig' }).click();
  await expect(row(page, name)).toBeVisible();
  const file = await page.request.get(`/api${event.path}/attendees.csv`);
  expect(await file.text()).toContain(name);
});

test('the list is searched by any answer and follows what happens', async ({ citizen, newCitizen, newModerator }) => {
  const staff = await editor(newModerator);
  const { page } = staff;
  const event = await makesEvent(page.request);
  const [ada, bo] = [unique('Ada'), unique('Bo')];
  await signsUp(citizen.page.request, event, { first_name: ada, last_name: 'Müller', phone: '030 23125 111' });
  await staff.open(`${event.path}/attendees`);
  await expect(row(page, ada)).toBeVisible();
  const later = (await newCitizen()).page.request;
  const search = page.getByRole('searchbox', { name: 'Suchen' });
  if (staff.js) {
    // What is being typed stays, and so does what was unfolded.
    await row(page, ada).locator('summary').click();
    await search.fill('030 23125');
    await signsUp(later, event, { first_name: bo, last_name: 'Weiß', phone: '030 23125 222' });
    await expect(row(page, bo)).toBeVisible();
    await expect(search).toHaveValue('030 23125');
    await expect(row(page, ada).locator('details')).toHaveAttribute('open', '');
    await search.fill('mueller');
  } else {
    await signsUp(later, event, { first_name: bo, last_name: 'Weiß', phone: '030 23125 222' });
    await search.fill('mueller');
    await page.getByRole('button', { name: 'Anzeigen' }).click();
  }
  await expect(row(page, ada)).toBeVisible();
  await expect(row(page, bo)).toHaveCount(0);
});

test('a message goes to those who are ticked, and says who has no address', async ({ newCitizen, newModerator, axe }) => {
  const staff = await editor(newModerator);
  const { page } = staff;
  const event = await makesEvent(page.request);
  const [ada, bo] = [unique('Ada'), unique('Bo')];
  const address = `${ada.toLowerCase().replace(' ', '.')}@example.org`;
  await signsUp((await newCitizen()).page.request, event, { last_name: ada, email: address });
  await signsUp((await newCitizen()).page.request, event, { last_name: bo, phone: '030 23125 222' });
  await staff.open(`${event.path}/attendees?write=1`);
  for (const name of [ada, bo]) {
    // Who is ticked stays so while somebody else is looked for.
    if (staff.js) await page.getByRole('searchbox', { name: 'Suchen' }).fill(name);
    await page.getByLabel(`An ${name} schreiben`).check();
  }
  await page.getByLabel('die in der Liste Angekreuzten').check();
  await page.getByLabel('Betreff').fill('Bitte Lötkolben mitbringen');
  await page.getByRole('textbox', { name: 'Nachricht' }).fill('Wer einen hat, bringt ihn mit. Danke!');
  await axe(page);
  await page.getByRole('button', { name: 'Senden' }).click();
  await expect(page.getByText('1 E-Mail ist unterwegs. 1 Anmeldung hat keine Adresse')).toBeVisible();
  if (staff.js) {
    // What was sent ticks nobody any more.
    await page.getByRole('searchbox', { name: 'Suchen' }).fill('');
    for (const name of [ada, bo]) await expect(page.getByLabel(`An ${name} schreiben`)).not.toBeChecked();
  }
});

test('at the door codes are typed and names are found', async ({ citizen, newCitizen, newModerator, watch, axe }) => {
  const staff = await editor(newModerator);
  const { page } = staff;
  const event = await makesEvent(page.request);
  const [ada, bo] = [unique('Ada'), unique('Bo')];
  const { code } = await signsUp(citizen.page.request, event, { last_name: ada, phone: '030 23125 111' });
  await signsUp((await newCitizen()).page.request, event, { last_name: bo, phone: '030 23125 222' });
  watch.allow(`409 POST /api${event.path}/scans`);
  await staff.open(`${event.path}/checkin`);
  await axe(page);
  const type = async (text: string) => {
    await page.getByLabel('Code eintippen').fill(text);
    await page.getByRole('button', { name: 'Prüfen' }).click();
  };
  await type(code);
  if (staff.js) {
    await expect(seen(page)).toHaveAttribute('data-kind', 'in');
    await expect(seen(page)).toContainText(ada);
    await axe(page);
    await type(code.toLowerCase());
    await expect(seen(page)).toHaveAttribute('data-kind', 'known');
    await type('stadtlabor:1:ABCDEF01');
    await expect(seen(page)).toHaveAttribute('data-kind', 'elsewhere');
    await type('ABCDEF0123456789');
    await expect(seen(page)).toHaveAttribute('data-kind', 'unknown');
    await axe(page);
  } else {
    await expect(page.getByText('Ist jetzt da.')).toBeVisible();
    await type(code);
    await expect(page.getByText('War schon da.')).toBeVisible();
    await type('ABCDEF0123456789');
    await expect(page.getByText('gehört zu keiner Anmeldung')).toBeVisible();
    await staff.open(`${event.path}/checkin`);
  }
  await expect(page.getByText('1 von 2 da')).toBeVisible();
  await page.getByLabel('Name suchen').fill(bo);
  if (!staff.js) await page.getByRole('button', { name: 'Finden' }).click();
  await page.getByRole('button', { name: new RegExp(`${bo}.*einlassen`) }).click();
  if (staff.js) {
    await expect(seen(page)).toContainText(bo);
    await page.getByRole('button', { name: 'Zurücknehmen' }).click();
    await expect(seen(page)).toHaveAttribute('data-kind', 'undone');
    await expect(page.getByText('1 von 2 da')).toBeVisible();
    await expect.poll(async () => (await attendees(page.request, event)).numbers.arrived).toBe(1);
  } else {
    await expect(page.getByText('Ist jetzt da.')).toBeVisible();
  }
});

test('a group comes in with one code, and one of them later', { tag: '@hydrated' }, async ({ citizen, newModerator }) => {
  const staff = await editor(newModerator);
  const { page } = staff;
  const event = await makesEvent(page.request);
  const name = unique('Familie');
  const answers = { first_name: 'Ada', last_name: name, first_name_2: 'Bo', last_name_2: name, phone: '030 23125 111' };
  const { code } = await signsUp(citizen.page.request, event, answers);
  await staff.open(`${event.path}/checkin`);
  await page.getByLabel('Code eintippen').fill(code);
  await page.getByLabel('Code eintippen').press('Enter');
  await expect(seen(page)).toContainText('Willkommen, alle 2!');
  await page.getByRole('button', { name: /^Bo .*ist da/ }).click();
  await expect(page.getByText('1 von 2 da')).toBeVisible();
  await expect.poll(async () => (await attendees(page.request, event)).numbers.arrived).toBe(1);
});

test('without a network people come in, and the server hears of it later, once', { tag: '@hydrated' }, async ({ citizen, newCitizen, newModerator, watch }) => {
  const staff = await editor(newModerator);
  const { page } = staff;
  const event = await makesEvent(page.request);
  const [ada, bo] = [unique('Ada'), unique('Bo')];
  const one = await signsUp(citizen.page.request, event, { last_name: ada, phone: '030 23125 111' });
  const two = await signsUp((await newCitizen()).page.request, event, { last_name: bo, phone: '030 23125 222' });
  await staff.open(`${event.path}/checkin`);
  await expect(page.getByText('Verbunden')).toBeVisible();
  // What the worker asks for in vain, and then has.
  watch.allow(/^failed (GET|POST) \S+ net::ERR_(INTERNET_DISCONNECTED|FAILED)$/);
  // The page itself is on the device by then.
  await expect.poll(() => page.evaluate(async () => (await (await caches.open('door')).keys()).length)).toBeGreaterThan(3);
  await page.context().setOffline(true);
  await expect(page.getByText('Ohne Netz – Einlass geht weiter')).toBeVisible();
  const type = async (code: string) => {
    await page.getByLabel('Code eintippen').fill(code);
    await page.getByLabel('Code eintippen').press('Enter');
  };
  for (const { code } of [one, two]) {
    await type(code);
    await expect(seen(page)).toHaveAttribute('data-kind', 'in');
  }
  await type(one.code);
  await expect(seen(page)).toHaveAttribute('data-kind', 'known');
  await expect(page.getByText('2 Scans noch nicht gesendet')).toBeVisible();
  await expect(page.getByText('2 von 2 da')).toBeVisible();
  await type('ABCDEF0123456789');
  await expect(seen(page)).toContainText('Nicht auf der Liste dieses Geräts');
  const kept = () => page.evaluate(() => [localStorage.getItem('door-scans'), localStorage.getItem('door-list')]);
  await expect.poll(async () => (await kept())[1]).toContain(ada);
  const [scans] = await kept();
  expect(JSON.parse(scans ?? '[]')).toHaveLength(2);
  // The phone put the page away meanwhile.
  await staff.reload();
  await expect(page.getByText('2 Scans noch nicht gesendet')).toBeVisible();
  await expect(page.getByText('2 von 2 da')).toBeVisible();

  await page.context().setOffline(false);
  await expect(page.getByText('noch nicht gesendet')).toHaveCount(0);
  await expect(page.getByText('Verbunden')).toBeVisible();
  expect((await attendees(page.request, event)).numbers.arrived).toBe(2);
  expect((await kept())[0]).toBeNull();
  // What was sent counts once, however often it comes.
  for (const { event: id, scan } of JSON.parse(scans ?? '[]')) {
    const again = await page.request.post(`/api/staff/events/${id}/scans`, { data: { ...scan, what: 'out' } });
    expect(again.ok(), await again.text()).toBe(true);
  }
  expect((await attendees(page.request, event)).numbers.arrived).toBe(2);

  // Whoever leaves takes no names along.
  await page.getByRole('link', { name: 'Teilnehmende' }).first().click();
  await expect(page.getByRole('list', { name: 'Teilnehmende' })).toBeVisible();
  await expect.poll(async () => (await kept())[1]).toBeNull();
  await expect.poll(() => page.evaluate(() => caches.has('door'))).toBe(false);
});

test('a phone reads the code on another phone', { tag: '@hydrated' }, async ({ citizen, newModerator, baseURL, viewport }) => {
  const staff = await editor(newModerator);
  const event = await makesEvent(staff.page.request);
  const name = unique('Ada');
  const { token } = await signsUp(citizen.page.request, event, { last_name: name, phone: '030 23125 111' });
  const drawn = await citizen.page.request.get(`/api/registrations/${token}/qr.svg`);
  const folder = mkdtempSync(join(tmpdir(), 'stadtlabor-film-'));
  const path = join(folder, 'code.y4m');
  film(await drawn.text(), path);
  const camera = [
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${path}`,
  ];
  const browser = await chromium.launch({ executablePath, args: [...args, ...camera] });
  try {
    const context = await browser.newContext({ baseURL, viewport, locale: 'de-DE', timezoneId: 'Europe/Berlin' });
    const page = await context.newPage();
    await context.addCookies(await staff.page.context().cookies());
    const answer = await page.goto(`${event.path}/checkin`);
    expect(answer?.headers()['permissions-policy']).toContain('camera=(self)');
    await expect(page.locator('html')).toHaveAttribute('data-alive', '');
    await page.getByRole('button', { name: 'Kamera einschalten' }).click();
    await expect(page.getByText('Code vor die Kamera halten.')).toBeVisible();
    await expect(seen(page)).toHaveAttribute('data-kind', 'in');
    await expect(seen(page)).toContainText(name);
    await expect.poll(async () => (await attendees(page.request, event)).numbers.arrived).toBe(1);
    // It stays before the camera: that is no second scan.
    await page.waitForTimeout(1500);
    await expect(seen(page)).toHaveAttribute('data-kind', 'in');
    await page.getByRole('button', { name: 'Kamera ausschalten' }).click();
    await expect(page.locator('video')).toHaveCount(0);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
});

test('without a camera the door says what to do', { tag: '@hydrated' }, async ({ newModerator }) => {
  const staff = await editor(newModerator);
  const { page } = staff;
  const event = await makesEvent(page.request);
  await staff.open(`${event.path}/checkin`);
  await page.getByRole('button', { name: 'Kamera einschalten' }).click();
  await expect(page.getByText(/Tippen Sie den Code unten ein|tippen Sie den Code unten ein/)).toBeVisible();
});

test('only the pages of events may ask for the camera', async ({ citizen }) => {
  const policy = async (path: string) => (await citizen.page.request.get(path)).headers()['permissions-policy'];
  expect(await policy('/ideas')).toContain('camera=()');
  expect(await policy('/staff/queue')).toContain('camera=()');
  expect(await policy('/staff/events')).toContain('camera=(self)');
});

test('lists and badges are for paper', async ({ citizen, newModerator, axe }) => {
  const staff = await editor(newModerator);
  const { page } = staff;
  const event = await makesEvent(page.request);
  const name = unique('Ada');
  await signsUp(citizen.page.request, event, { first_name: name, last_name: 'Beispiel', last_name_2: 'Beispiel', phone: '030 23125 111' });
  await staff.open(`${event.path}/print`);
  await expect(page.getByRole('row', { name: new RegExp(`${name} Beispiel`) }).first()).toBeVisible();
  await axe(page);
  await staff.open(`${event.path}/badges`);
  const badge = page.getByRole('list', { name: 'Namensschilder' }).getByRole('listitem').first();
  await expect(badge).toContainText(name);
  await axe(page);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { level: 1 })).toBeHidden();
  const box = await badge.boundingBox();
  // 9 cm by 5.5 cm at 96 pixels an inch.
  expect(Math.round(box?.width ?? 0)).toBe(340);
  expect(Math.round(box?.height ?? 0)).toBe(208);
});

test('results are written, with a file; ideas lead on from them', async ({ newModerator, axe }) => {
  const staff = await editor(newModerator);
  const { page } = staff;
  const event = await makesEvent(page.request);
  await staff.open(`${event.path}/results`);
  await page.getByLabel('Ergebnisse').fill('Zwölf **Lampen** leuchten.');
  if (staff.js) {
    await page.getByRole('button', { name: 'Ansehen' }).click();
    await expect(page.locator('.work-preview strong')).toHaveText('Lampen');
  }
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByText('Gespeichert.')).toBeVisible();
  await staff.alive();
  const file = { name: 'Protokoll.txt', mimeType: 'text/plain', buffer: Buffer.from('Zwölf Lampen.') };
  await page.getByLabel('Datei', { exact: true }).setInputFiles(file);
  await page.getByRole('button', { name: 'Hochladen' }).click();
  await expect(page.getByRole('link', { name: 'Protokoll.txt' })).toBeVisible();
  await expect(page.getByLabel('Ergebnisse')).toHaveValue('Zwölf **Lampen** leuchten.');
  await axe(page);
  const idea = page.getByRole('link', { name: 'Idee einbringen' });
  await expect(idea.and(page.locator(`[href="/ideas/new?event=${event.id}"]`))).toBeVisible();
  await staff.alive();
  await page.getByRole('button', { name: /Entfernen.*Protokoll/ }).click();
  await expect(page.getByRole('link', { name: 'Protokoll.txt' })).toHaveCount(0);
});

test('the data of a person are found and erased', async ({ citizen, newModerator, axe }) => {
  const staff = await editor(newModerator);
  const { page } = staff;
  const event = await makesEvent(page.request);
  const name = unique('Ada');
  const email = `${name.toLowerCase().replace(' ', '.')}@example.org`;
  await signsUp(citizen.page.request, event, { last_name: name, email });
  await staff.open('/staff/events');
  await page.locator('summary').filter({ hasText: 'Daten einer Person' }).click();
  await page.getByLabel('E-Mail-Adresse der Person').fill(email);
  await page.getByRole('button', { name: 'Suchen' }).click();
  const found = page.locator('.event-found').getByRole('listitem');
  await expect(found).toHaveCount(1);
  await expect(found).toContainText(event.title);
  await staff.alive();
  await axe(page);
  await page.getByRole('button', { name: 'Alle Angaben dieser Anmeldung löschen' }).click();
  if (staff.js) await page.getByRole('button', { name: /Wirklich löschen/ }).click();
  await expect(page.getByText(/Angaben? (ist|sind) gelöscht/)).toBeVisible();
  await staff.open(`${event.path}/attendees`);
  await expect(page.getByText(name)).toHaveCount(0);
});

test('who may not change an event may run it', async ({ newModerator, axe }) => {
  const staff = await editor(newModerator);
  const event = await makesEvent(staff.page.request);
  const kim = (await newModerator()).as('Kim');
  await kim.enters();
  const { page } = kim;
  await kim.open('/staff/events');
  await expect(page.getByRole('link', { name: 'Neue Veranstaltung' })).toHaveCount(0);
  await kim.open(event.path);
  await expect(page.getByLabel('Titel')).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Absagen' })).toHaveCount(0);
  await axe(page);
  await kim.open(`${event.path}/attendees`);
  await expect(page.getByText('Noch ist niemand angemeldet.')).toBeVisible();
});

test('the way from the queue to the programme brings its look along', { tag: '@hydrated' }, async ({ newModerator }) => {
  const staff = await newModerator();
  const { page } = staff;
  await staff.signIn();
  await page.getByRole('navigation', { name: 'Team-Bereich' }).getByRole('link', { name: 'Programm' }).click();
  await expect(page).toHaveURL('/staff/events');
  await expect(page.locator('.event-row').first()).toHaveCSS('display', 'grid');
});
