import type { Page } from '@playwright/test';
import { attendees, makesEvent, signsUp } from '../support/events.ts';
import { expect, test, unique } from '../support/test.ts';

/** What the device keeps of the door: the list, and the page that shows it. */
function kept(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const texts = [localStorage.getItem('door-list')].filter((text): text is string => text !== null);
    if (await caches.has('door')) {
      const answers = await (await caches.open('door')).matchAll();
      const pages = answers.filter((answer) => answer.headers.get('content-type')?.includes('html'));
      texts.push(...(await Promise.all(pages.map((answer) => answer.text()))));
    }
    return texts;
  });
}

test('the door keeps names, nothing else of the answers, and none once nobody is signed in', { tag: '@hydrated' }, async ({
  citizen,
  newModerator,
  watch,
}) => {
  const staff = await newModerator();
  await staff.enters();
  const { page } = staff;
  const event = await makesEvent(page.request);
  const [name, note] = [unique('Ada'), unique('Nussallergie')];
  const email = `${unique('geheim').replace(' ', '.')}@example.org`;
  await signsUp(citizen.page.request, event, { last_name: name, email, note });
  // A page that is shown to nobody any more is told by its status.
  watch.allow('401 GET /staff/account');
  const ways = [
    () => staff.signsOut(),
    async () => {
      await staff.leaves();
      await staff.open('/staff');
    },
    async () => {
      await staff.leaves();
      await staff.open('/staff/account');
      await page.getByRole('main').getByRole('link', { name: 'Anmelden' }).click();
    },
  ];
  for (const goes of ways) {
    await staff.enters();
    await staff.open(`${event.path}/checkin`);
    await expect.poll(async () => (await kept(page)).length).toBe(2);
    for (const text of await kept(page)) {
      expect(text).toContain(name);
      for (const secret of [note, email]) expect(text).not.toContain(secret);
    }
    await page.getByLabel('Name suchen').fill(name);
    await expect(page.getByRole('button', { name: new RegExp(`${name}.*einlassen`) })).toBeVisible();
    // A page that is loaded anew takes nothing away: the phone may have put it away.
    await staff.open('/staff/account');
    expect(await kept(page)).toHaveLength(2);
    await goes();
    await expect.poll(() => kept(page)).toEqual([]);
  }
});

test('nobody comes in by an offer that was not taken', async ({ citizen, newCitizen, newModerator, watch, axe }) => {
  const staff = await newModerator();
  await staff.enters();
  const { page } = staff;
  const event = await makesEvent(page.request, { capacity: '1' });
  const [ada, bo] = [unique('Ada'), unique('Bo')];
  await signsUp(citizen.page.request, event, { last_name: ada, phone: '030 23125 111' });
  const { code } = await signsUp((await newCitizen()).page.request, event, { last_name: bo, phone: '030 23125 222' });
  const [seated] = (await attendees(page.request, event)).items;
  const gone = await page.request.post(`/api/staff/registrations/${seated.id}/cancel`, { data: null });
  expect(gone.status(), await gone.text()).toBe(200);
  watch.allow(`409 POST /api${event.path}/scans`);
  await staff.open(`${event.path}/checkin`);
  await page.getByLabel('Code eintippen').fill(code);
  await page.getByRole('button', { name: 'Prüfen' }).click();
  if (staff.js) {
    const seen = page.locator('.door-look');
    await expect(seen).toHaveAttribute('data-kind', 'waits');
    await expect(seen).toContainText('noch nicht zugesagt');
    await page.getByLabel('Name suchen').fill(bo);
    await expect(page.getByRole('button', { name: new RegExp(`${bo}.*Platz angeboten`) })).toBeVisible();
  } else {
    await expect(page.getByText('hat ein Angebot noch nicht angenommen').first()).toBeVisible();
  }
  await axe(page);
  expect((await attendees(page.request, event)).numbers.arrived).toBe(0);
});

test('who comes in while the list is read again stays in', { tag: '@hydrated' }, async ({
  citizen,
  newCitizen,
  newModerator,
}) => {
  const staff = await newModerator();
  await staff.enters();
  const { page } = staff;
  const event = await makesEvent(page.request);
  const [ada, bo] = [unique('Ada'), unique('Bo')];
  const { code } = await signsUp(citizen.page.request, event, { last_name: ada, phone: '030 23125 111' });
  await staff.open(`${event.path}/checkin`);
  await page.evaluate(() => {
    const count = document.querySelector('.door-count') as HTMLElement;
    const counts: string[] = [];
    new MutationObserver(() => counts.push(count.innerText)).observe(count, { subtree: true, characterData: true, childList: true });
    Object.assign(window, { counts });
  });
  let read = () => {};
  let goOn = () => {};
  const isRead = new Promise<void>((done) => (read = done));
  const goesOn = new Promise<void>((done) => (goOn = done));
  await page.route(`**/api${event.path}/attendees?*`, async (route) => {
    const response = await route.fetch();
    read();
    await goesOn;
    await route.fulfill({ response });
  });
  await signsUp((await newCitizen()).page.request, event, { last_name: bo, phone: '030 23125 222' });
  await isRead;
  await page.getByLabel('Code eintippen').fill(code);
  await page.getByLabel('Code eintippen').press('Enter');
  await expect.poll(async () => (await attendees(page.request, event)).numbers.arrived).toBe(1);
  await expect(page.getByText('1 von 1 da')).toBeVisible();
  goOn();
  await expect(page.getByText('1 von 2 da')).toBeVisible();
  const counts = await page.evaluate(() => (window as unknown as { counts: string[] }).counts);
  expect(counts).toEqual(['1 von 1 da', '1 von 2 da']);
});
