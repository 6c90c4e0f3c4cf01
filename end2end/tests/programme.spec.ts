import type { Locator, Page } from '@playwright/test';
import { type Citizen, type Planned, asks, exactly, expect, test, unique } from '../support/test.ts';

const summary = (place: Page | Locator, words: string) => place.locator('summary').filter({ hasText: words });

/** The form on an event's page. */
function signUp(page: Page): Locator {
  return page.getByRole('region', { name: 'Anmelden', exact: true });
}

/** A field that is seen; those of people who are not signed up yet are put away. */
function field(place: Locator, name: string | RegExp): Locator {
  return place.getByRole('textbox', { name }).first();
}

/** The fields of one of those who come along. */
function person(place: Locator, n: number): Locator {
  return place.getByRole('group', { name: `Person ${n}` });
}

/** Brings the fields of one more person. */
async function addsPerson({ js }: Citizen, form: Locator, n: number): Promise<Locator> {
  if (js) await form.getByRole('button', { name: 'Noch eine Person' }).click();
  else if (n === 2) await summary(form, 'Weitere Personen anmelden').click();
  const block = person(form, n);
  await expect(block).toBeVisible();
  return block;
}

/** The private page of a sign-up. */
function stand(page: Page): Locator {
  return page.locator('#stand-title');
}

async function expectNarrow(page: Page): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const wide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth;
  });
  expect.soft(wide, `${page.url()} is wider than 320 px`).toBe(false);
  if (before) await page.setViewportSize(before);
}

/** The card of an event in the programme. */
const card = (page: Page, event: Planned) => page.getByRole('article', { name: event.title });

test('a workshop is found with filters', async ({ citizen, desk, axe }) => {
  const { page, js } = citizen;
  const event = await desk.plans({ capacity: '3' });
  const talk = await desk.plans({ kind: 'talk', title: unique('Vortrag über Wärme') });
  await citizen.open('/programme');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Programm');
  await expect(page.getByRole('article').first()).toBeVisible();
  await page.getByRole('navigation', { name: 'Themen' }).getByRole('link', { name: 'Klimaschutz' }).click();
  await expect(page).toHaveURL('/programme?topic=klima');
  await summary(page, 'Filter').click();
  await page.getByLabel('Stadtlabor', { exact: true }).selectOption('Stadtlabor Menden');
  await page.getByLabel('Art', { exact: true }).selectOption('Workshop');
  await page.getByLabel('Noch Plätze frei').check();
  if (!js) await page.getByRole('button', { name: 'Veranstaltungen zeigen' }).click();
  await expect(page).toHaveURL(/[?&]lab=menden(&|$)/);
  await expect(page).toHaveURL(/[?&]kind=workshop(&|$)/);
  await expect(page).toHaveURL(/[?&]free=1(&|$)/);
  await expect(page).toHaveURL(/[?&]topic=klima(&|$)/);

  // From its day on it is on the first page, whatever else is planned.
  const chosen = `${new URL(page.url()).search}&from=${event.day}`;
  await citizen.finds(`/programme${chosen}`, card(page, event));
  await expect(card(page, talk)).toHaveCount(0);
  const found = card(page, event);
  for (const words of ['Workshop', '10:00–12:30 Uhr', 'Stadtlabor Menden', 'Klimaschutz', 'Noch 3 Plätze frei']) {
    await expect(found).toContainText(words);
  }
  await expectNarrow(page);
  await axe(page);
  await found.getByRole('link', { name: event.title }).click();
  await expect(page).toHaveURL(event.path);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(event.title);
});

test('a parent and a child sign up, change it and cancel', async ({ citizen, desk, axe }) => {
  const { page, js } = citizen;
  const event = await desk.plans({
    capacity: '5',
    access: ['step_free', 'sign_language'],
    fields: [asks('first_name'), asks('last_name'), asks('birth_date', 'optional'), asks('email', 'optional'), asks('phone', 'optional')],
  });
  await citizen.open(event.path);
  const facts = page.getByRole('complementary', { name: 'Auf einen Blick' });
  for (const words of ['10:00–12:30 Uhr', 'Stadtlabor Menden', 'Stufenlos', 'Gebärdensprache', '0 von 5 Plätzen vergeben']) {
    await expect(facts).toContainText(words);
  }
  const form = signUp(page);
  await expect(form).toContainText('Damit wir wissen, wer kommt. Wird am');
  await field(form, 'Vorname').fill('Ada');
  await field(form, 'Nachname').fill('Muster');
  await field(form, 'Telefonnummer').fill('030 23125 100');
  const child = await addsPerson(citizen, form, 2);
  await field(child, 'Vorname').fill('Bo');
  await field(child, 'Nachname').fill('Muster');
  await field(child, 'Geburtsdatum').fill('3.4.2015');
  await expectNarrow(page);
  await axe(page);
  await form.getByRole('button', { name: js ? '2 Personen anmelden' : 'Anmelden', exact: true }).click();

  await expect(page).toHaveURL(/\/my\/[\w-]{20,}\?new=1$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Danke! Sie sind angemeldet.');
  await citizen.alive();
  await expect(stand(page)).toHaveText('Sie sind angemeldet');
  await expect(page.getByRole('main')).toContainText('für 2 Personen');
  const slip = page.getByRole('region', { name: event.title });
  await expect(slip).toContainText('Ada Muster');
  await expect(slip).toContainText('Bo Muster');
  const qr = slip.getByRole('img', { name: 'QR-Code für den Einlass' });
  await expect(qr).toBeVisible();
  expect((await page.request.get((await qr.getAttribute('src')) ?? '')).status()).toBe(200);
  const calendar = await page.request.get((await slip.getByRole('link', { name: 'In den Kalender' }).getAttribute('href')) ?? '');
  expect(await calendar.text()).toContain('BEGIN:VEVENT');
  await expect(page.getByLabel('Ihr privater Link')).toHaveValue(/^http.*\/my\/[\w-]{20,}$/);
  await expectNarrow(page);
  await axe(page);

  // Another child comes along.
  const manage = new URL(page.url()).pathname;
  await citizen.open(manage);
  await summary(page, 'Anmeldung ändern').click();
  const change = page.locator('form').filter({ has: page.getByRole('button', { name: 'Änderungen speichern' }) });
  await expect(field(change, 'Vorname')).toHaveValue('Ada');
  if (!js) await expect(summary(change, 'Weitere Personen')).toBeVisible();
  await expect(field(person(change, 2), 'Geburtsdatum')).toHaveValue('3.4.2015');
  if (js) await change.getByRole('button', { name: 'Noch eine Person' }).click();
  await field(person(change, 3), 'Vorname').fill('Cleo');
  await field(person(change, 3), 'Nachname').fill('Muster');
  await change.getByRole('button', { name: 'Änderungen speichern' }).click();
  await expect(page.getByText('Gespeichert.').first()).toBeVisible();
  await expect(slip).toContainText('Cleo Muster');
  await expect(page.getByRole('main')).toContainText('für 3 Personen');

  await page.getByRole('button', { name: 'Abmelden', exact: true }).click();
  await expect(stand(page)).toHaveText('Sie sind abgemeldet');
  await expect(page.getByRole('link', { name: 'Noch einmal anmelden' })).toHaveAttribute('href', `${event.path}#sign-up`);
  await axe(page);
  await expect
    .poll(async () => (await (await page.request.get(`/api/events/${event.id}`)).json()).card.seats.taken)
    .toBe(0);
  if (js) {
    // Taken back in one tap: there is room.
    await page.getByRole('button', { name: 'Rückgängig' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Danke! Sie sind angemeldet.');
    await expect(slip).toContainText('Cleo Muster');
    expect(new URL(page.url()).pathname).not.toBe(manage);
  }
});

test('everything that is wrong stands at its field, and nothing typed is lost', async ({ citizen, desk, watch, axe }) => {
  const { page, js } = citizen;
  const event = await desk.plans({
    fields: [asks('first_name'), asks('last_name'), asks('birth_date'), asks('email', 'optional'), asks('phone', 'optional')],
  });
  watch.allow(`422 POST /api/events/${event.id}/registrations`);
  await citizen.open(event.path);
  const form = signUp(page);
  await field(form, 'Vorname').fill('Ada');
  await field(form, 'Geburtsdatum').fill('31.4.2015');
  await form.getByRole('button', { name: 'Anmelden', exact: true }).click();
  const birth = field(form, 'Geburtsdatum');
  await expect(birth).toHaveAttribute('aria-invalid', 'true');
  await expect(birth).toHaveAccessibleDescription(/Bitte ein Geburtsdatum wie 3\.4\.2015/);
  await expect(birth).toHaveValue('31.4.2015');
  await expect(field(form, 'Vorname')).toHaveValue('Ada');
  await expect(field(form, 'Vorname')).not.toHaveAttribute('aria-invalid', 'true');
  await expect(field(form, 'E-Mail-Adresse')).toHaveAccessibleDescription(/Eins von beiden genügt/);
  const wrong = page.getByRole('group', { name: 'Bitte noch einmal ansehen:' });
  await expect(wrong.getByRole('link')).toHaveText([/Nachname/, /Geburtsdatum/, /E-Mail-Adresse/]);
  if (js) await expect(field(form, 'Nachname')).toBeFocused();
  await axe(page);
  await field(form, 'Nachname').fill('Muster');
  await birth.fill('03042015');
  await field(form, 'Telefonnummer').fill('030 23125 100');
  await form.getByRole('button', { name: 'Anmelden', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Danke! Sie sind angemeldet.');
});

test('a date of birth is typed by hand, in German and in English', async ({ citizen, desk }) => {
  const { page, js } = citizen;
  const event = await desk.plans({ fields: [asks('first_name'), asks('birth_date'), asks('phone')] });
  for (const [lang, typed, name] of [
    ['de', '3. 4. 15', 'Geburtsdatum'],
    ['de', '2015-04-03', 'Geburtsdatum'],
    ['en', '3 April 2015', 'Date of birth'],
    ['en', 'April 3, 2015', 'Date of birth'],
  ]) {
    await citizen.open(`${event.path}?lang=${lang}`);
    const form = page.locator('#sign-up');
    const birth = field(form, name);
    // No calendar of the browser's, in which a year long ago is far away.
    await expect(birth).toHaveAttribute('type', 'text');
    await expect(birth).toHaveAttribute('autocomplete', 'bday');
    await birth.fill(typed);
    if (js) await expect(form).toContainText(lang === 'de' ? 'Verstanden als 3. April 2015' : 'Understood as 3 April 2015');
    await field(form, lang === 'de' ? 'Vorname' : 'First name').fill(unique('Ada'));
    await field(form, lang === 'de' ? 'Telefonnummer' : 'Telephone number').fill('030 23125 100');
    await form.getByRole('button', { name: lang === 'de' ? 'Anmelden' : 'Sign up', exact: true }).click();
    await expect(page).toHaveURL(/\/my\//);
    const token = new URL(page.url()).pathname.split('/').at(-1);
    const mine = await (await page.request.get(`/api/registrations/${token}`)).json();
    expect(mine.answers).toContainEqual({ input: 'birth_date', value: '2015-04-03' });
  }
});

test('whoever waits sees their place, is offered what is freed, and takes it', async ({ citizen, newCitizen, desk, axe }) => {
  const { page } = citizen;
  const event = await desk.plans({ capacity: '1' });
  const first = await newCitizen();
  const seated = await first.signsUp(event);
  await citizen.finds(event.path, page.getByText('Ausgebucht, Warteliste offen').first());
  const form = signUp(page);
  await expect(form).toContainText('Gerade sind alle Plätze vergeben.');
  await summary(form, 'So geht es auf der Warteliste zu').click();
  await expect(form).toContainText('Wer zusammen kommt, bleibt zusammen.');
  await field(form, 'Vorname').fill('Wanda');
  await field(form, 'Nachname').fill('Muster');
  await field(form, 'Telefonnummer').fill('030 23125 101');
  await form.getByRole('button', { name: 'Auf die Warteliste setzen' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Danke! Sie stehen auf der Warteliste.');
  await expect(stand(page)).toHaveText('Warteliste: Platz 1');
  await axe(page);
  const manage = new URL(page.url()).pathname;

  await first.open(seated);
  await first.page.getByRole('button', { name: 'Abmelden', exact: true }).click();
  await expect(stand(first.page)).toHaveText('Sie sind abgemeldet');
  if (!citizen.js) {
    await expect(async () => {
      await citizen.open(manage);
      await expect(stand(page)).toHaveText('Ein Platz ist frei für Sie', { timeout: 1000 });
    }).toPass();
  }
  await expect(stand(page)).toHaveText('Ein Platz ist frei für Sie');
  await expect(page.getByText(/Wir halten ihn bis .* für Sie frei\. Kommen Sie\?/)).toBeVisible();
  await axe(page);
  await page.getByRole('button', { name: 'Ja, ich komme' }).click();
  await expect(stand(page)).toHaveText('Sie sind angemeldet');
  await expect(page.getByText('Der Platz gehört Ihnen.').first()).toBeVisible();
});

test('the line moves up while one watches, and can be left', { tag: '@hydrated' }, async ({ citizen, newCitizen, desk }) => {
  const { page } = citizen;
  const event = await desk.plans({ capacity: '1' });
  const other = await newCitizen();
  await other.signsUp(event);
  const before = await other.signsUp(event);
  const manage = await citizen.signsUp(event);
  await citizen.open(manage);
  await expect(stand(page)).toHaveText('Warteliste: Platz 2');
  await other.open(before);
  await other.page.getByRole('button', { name: 'Warteliste verlassen' }).click();
  await expect(stand(page)).toHaveText('Warteliste: Platz 1');
  await page.getByRole('button', { name: 'Warteliste verlassen' }).click();
  await expect(stand(page)).toHaveText('Sie sind abgemeldet');
});

test('seats count along on cards and pages, and nothing jumps', { tag: '@hydrated' }, async ({
  citizen,
  newCitizen,
  desk,
}) => {
  const { page } = citizen;
  const event = await desk.plans({ capacity: '2' });
  const guest = await newCitizen();
  await citizen.finds(`/programme?lab=menden&from=${event.day}`, card(page, event));
  await page.evaluate(() => Object.assign(window, { marked: true }));
  await expect(card(page, event)).toContainText('Noch 2 Plätze frei');
  const before = await card(page, event).boundingBox();
  await guest.signsUp(event);
  await expect(card(page, event)).toContainText('Noch 1 Platz frei');
  expect((await card(page, event).boundingBox())?.y).toBe(before?.y);
  await card(page, event).getByRole('link', { name: event.title }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(event.title);
  // What is being written stays, whatever happens to the seats.
  await field(signUp(page), 'Vorname').fill('Ada');
  await guest.signsUp(event);
  await expect(signUp(page).getByRole('button', { name: 'Auf die Warteliste setzen' })).toBeVisible();
  await expect(field(signUp(page), 'Vorname')).toHaveValue('Ada');
  await desk.callsOff(event, 'Die Werkstatt hat einen Wasserschaden.');
  await expect(page.getByText('Diese Veranstaltung fällt aus.').first()).toBeVisible();
  await expect(page.getByText('Die Werkstatt hat einen Wasserschaden.')).toBeVisible();
  await expect(field(signUp(page), 'Vorname')).toHaveValue('Ada');
  expect(await page.evaluate(() => 'marked' in window)).toBe(true);
});

test('who has an event or the programme open reads what is said now', { tag: '@hydrated' }, async ({ citizen, newCitizen, desk }) => {
  const { page } = citizen;
  const event = await desk.plans();
  const reader = await newCitizen();
  const list = reader.page;
  await citizen.open(event.path);
  await reader.finds(`/programme?lab=menden&from=${event.day}`, card(list, event));
  await field(signUp(page), 'Vorname').fill('Ada');
  const title = unique('Löten für alle');
  await desk.changes(event, { title, dates: [{ date: event.day, from: '15:00', to: '16:30' }] });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  await expect(page.locator('.event-next')).toContainText('15:00');
  await expect(page.getByRole('complementary', { name: 'Auf einen Blick' })).toContainText('15:00');
  await expect(page.getByText('haben sich gerade geändert')).toBeVisible();
  await expect(field(signUp(page), 'Vorname')).toHaveValue('Ada');

  await expect(list.getByRole('article', { name: event.title })).toBeVisible();
  await list.getByRole('button', { name: 'Das Programm hat sich geändert' }).click();
  await expect(list.getByRole('article', { name: title })).toBeVisible();
  await expect(list.getByRole('heading', { level: 1 })).toBeFocused();
});

test('what was typed survives a reload, and people can be taken out and back', { tag: '@hydrated' }, async ({
  citizen,
  desk,
}) => {
  const { page } = citizen;
  const event = await desk.plans();
  await citizen.open(event.path);
  const form = signUp(page);
  await field(form, 'Vorname').fill('Ada');
  const two = await addsPerson(citizen, form, 2);
  await field(two, 'Vorname').fill('Bo');
  const three = await addsPerson(citizen, form, 3);
  await field(three, 'Vorname').fill('Cleo');
  await page.waitForTimeout(500);
  await citizen.reload();
  await expect(field(form, 'Vorname')).toHaveValue('Ada');
  await expect(field(three, 'Vorname')).toHaveValue('Cleo');
  await two.getByRole('button', { name: 'Person 2 entfernen' }).click();
  await expect(three).toBeHidden();
  await expect(field(two, 'Vorname')).toHaveValue('Cleo');
  await form.getByRole('button', { name: 'Rückgängig' }).click();
  await expect(field(two, 'Vorname')).toHaveValue('Bo');
  await expect(field(three, 'Vorname')).toHaveValue('Cleo');
  await expect(form.getByRole('button', { name: '3 Personen anmelden' })).toBeVisible();
});

test('an answer that gets lost takes no second seat', { tag: '@hydrated' }, async ({ citizen, desk, watch }) => {
  const { page } = citizen;
  const event = await desk.plans({ capacity: '5' });
  watch.allow(`failed POST /api/events/${event.id}/registrations`);
  await citizen.open(event.path);
  const form = signUp(page);
  await field(form, 'Vorname').fill('Ada');
  await field(form, 'Nachname').fill('Muster');
  await field(form, 'Telefonnummer').fill('030 23125 100');
  let lost = 0;
  await page.route(
    (url) => url.pathname === `/api/events/${event.id}/registrations`,
    async (route) => {
      if (lost++ > 0) return route.continue();
      await route.fetch();
      await route.abort('connectionreset');
    },
  );
  await form.getByRole('button', { name: 'Anmelden', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Ihre Anmeldung ist noch nicht angekommen');
  await form.getByRole('button', { name: 'Anmelden', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Danke! Sie sind angemeldet.');
  const { card } = await (await page.request.get(`/api/events/${event.id}`)).json();
  expect(card.seats.taken).toBe(1);
});

test('signing up twice shows the way in, and nobody else’s data', async ({ citizen, newCitizen, desk, watch }) => {
  const { page } = citizen;
  const event = await desk.plans();
  const email = `${unique('doppelt').replace(' ', '.')}@example.org`;
  await (await newCitizen()).signsUp(event, { first_name: 'Geheim', email });
  watch.allow(`409 POST /api/events/${event.id}/registrations`);
  await citizen.open(event.path);
  const form = signUp(page);
  await field(form, 'Vorname').fill('Ada');
  await field(form, 'Nachname').fill('Muster');
  await field(form, 'E-Mail-Adresse').fill(email);
  await form.getByRole('button', { name: 'Anmelden', exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText('Geheim');
  await expect(field(form, 'Vorname')).toHaveValue('Ada');
});

test('weeks and months are links, and read well in every width', { tag: '@nojs' }, async ({ citizen, desk, axe }) => {
  const { page } = citizen;
  const event = await desk.plans();
  const { day } = event;
  const line = page.locator('li.line').filter({ hasText: event.title });
  await citizen.finds(`/programme?view=month&from=${day}&lab=menden`, line);
  const table = page.getByRole('table');
  if ((page.viewportSize()?.width ?? 0) > 600) {
    await expect(table.getByRole('columnheader')).toHaveCount(7);
    await expect(table.getByRole('columnheader').first()).toHaveText('Mo');
  }
  await expectNarrow(page);
  await axe(page);
  const steps = page.getByRole('navigation', { name: 'Zeitraum wechseln' });
  await steps.getByRole('link', { name: 'Nächster Monat' }).click();
  await steps.getByRole('link', { name: 'Voriger Monat' }).click();
  await expect(line).toBeVisible();
  await citizen.open(`/programme?view=week&from=${day}&lab=menden`);
  await expect(line).toContainText('10:00–12:30 Uhr');
  await expectNarrow(page);
  await axe(page);
  await steps.getByRole('link', { name: 'Nächste Woche' }).click();
  await expect(line).toHaveCount(0);
  await steps.getByRole('link', { name: 'Vorige Woche' }).click();
  await expect(line).toBeVisible();
});

test('calendars change without a reload', { tag: '@hydrated' }, async ({ citizen, page, axe }) => {
  await citizen.open('/programme');
  await page.evaluate(() => Object.assign(window, { marked: true }));
  const views = page.getByRole('navigation', { name: 'Ansicht' });
  await views.getByRole('link', { name: 'Monat' }).click();
  await expect(page.getByRole('table')).toBeVisible();
  await axe(page);
  await views.getByRole('link', { name: 'Woche' }).click();
  await expect(page.getByRole('heading', { level: 2, name: /^Woche \d+: / })).toBeVisible();
  await axe(page);
  await views.getByRole('link', { name: 'Liste' }).click();
  await page.getByRole('navigation', { name: 'Zeit', exact: true }).getByRole('link', { name: 'Vergangene' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Was war' })).toBeVisible();
  expect(await page.evaluate(() => 'marked' in window)).toBe(true);
});

test('an event is found by search engines, calendars and on paper', async ({ citizen, desk, page }) => {
  const event = await desk.plans({ place: 'Marktplatz 1, 58706 Menden', capacity: '9' });
  await citizen.open(event.path);
  await expect(page).toHaveTitle(`${event.title} · Stadtlabor`);
  const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? '');
  expect(data).toMatchObject({
    '@type': 'Event',
    name: event.title,
    eventStatus: 'https://schema.org/EventScheduled',
    offers: { price: '0', priceCurrency: 'EUR' },
    remainingAttendeeCapacity: 9,
  });
  expect(data.startDate).toMatch(new RegExp(`^${event.day}T10:00:00\\+0[12]:00$`));
  const file = page.getByRole('link', { name: 'In den Kalender' });
  const calendar = await page.request.get((await file.getAttribute('href')) ?? '');
  expect(await calendar.text()).toMatch(exactly('BEGIN:VCALENDAR'));
  await expect(page.getByRole('link', { name: 'Idee dazu einbringen' })).toHaveAttribute('href', `/ideas/new?event=${event.id}`);

  await citizen.open('/programme?topic=klima&lab=menden');
  await summary(page, 'Programm abonnieren').click();
  const feed = page.getByRole('link', { name: 'Kalenderdatei (iCalendar)' });
  await expect(feed).toHaveAttribute('href', '/programme.ics?lab=menden&topic=klima');
  await expect(page.getByRole('link', { name: 'Im Kalender abonnieren' })).toHaveAttribute('href', /^webcal:\/\//);

  const manage = await citizen.signsUp(event);
  await citizen.open(manage);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('region', { name: event.title })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Abmelden', exact: true })).toBeHidden();
});

test('an event that is not there says so', async ({ citizen, page, watch, axe }) => {
  for (const path of ['/events/0', '/events/atlantis']) {
    watch.allow(`404 GET ${path}`);
    const response = await citizen.open(path);
    expect(response.status()).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Diese Veranstaltung gibt es nicht');
    await expect(page.getByRole('main').getByRole('link', { name: 'Zum Programm' })).toBeVisible();
    await axe(page);
  }
});

test('whoever signed up takes a copy of their data and has them erased', async ({ citizen, desk, page }) => {
  const event = await desk.plans();
  const manage = await citizen.signsUp(event, { first_name: 'Ada', last_name: 'Muster' });
  await citizen.open(manage);
  const copy = page.getByRole('link', { name: 'Meine Daten herunterladen' });
  const data = await page.request.get((await copy.getAttribute('href')) ?? '');
  expect(await data.text()).toContain('Muster');
  await summary(page, 'Meine Daten löschen').click();
  await expect(page.getByText('Gelöscht wird sofort und endgültig')).toBeVisible();
  await page.getByRole('button', { name: 'Ja, endgültig löschen' }).click();
  await expect(page.getByText('Ihre Daten sind gelöscht.').first()).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText('Muster');
});
