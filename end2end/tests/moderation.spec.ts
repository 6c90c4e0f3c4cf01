import type { Page } from '@playwright/test';
import { type Citizen, type Idea, type Moderator, expect, test, unique } from '../support/test.ts';

/** Whether the test runs on a phone. */
const isPhone = (page: Page) => (page.viewportSize()?.width ?? 0) < 600;

/** The status of an address, as everybody gets it. */
const status = (citizen: Citizen, path: string) =>
  citizen.page.request.get(path).then((answer) => answer.status());

/** How many support an idea. */
const supports = async (citizen: Citizen, idea: Idea): Promise<number> => {
  const answer = await citizen.page.request.get(`/api/ideas/${idea.id}`);
  return (await answer.json()).card.supports;
};

test.describe('three who moderate at once', { tag: '@hydrated' }, () => {
  let kim: Moderator;
  let mo: Moderator;
  let lu: Moderator;

  test.beforeEach(async ({ newModerator }) => {
    kim = (await newModerator()).as('Kim');
    mo = (await newModerator()).as('Mo');
    lu = (await newModerator()).as('Lu');
    await Promise.all([kim, mo, lu].map((one) => one.signIn()));
  });

  test('who looks at what is seen within a second', async ({ citizen, desk }) => {
    const idea = await citizen.postsIdea();
    await mo.reads(idea);
    await kim.unfold();
    await expect(mo.looked('Kim')).toHaveCount(0);
    const told = kim.page.waitForResponse(
      (answer) =>
        answer.url().endsWith('/api/staff/presence') &&
        !!answer.request().postData()?.includes(`"id":${idea.id}`),
    );
    await kim.row(idea.title).click();
    await told;
    await expect(mo.looked('Kim')).toBeVisible({ timeout: 1000 });
    await expect(kim.looked('Mo')).toBeVisible();
    await mo.unfold();
    await expect(mo.row(idea.title).getByText('Kim', { exact: true })).toBeVisible();
    for (const one of [mo, lu]) {
      await expect(one.page.getByRole('list', { name: 'Im Dienst' })).toContainText('Kim');
    }
    // The tab goes, and with it the claim.
    await kim.page.close();
    await expect(mo.looked('Kim')).toHaveCount(0, { timeout: 2000 });
    await desk.clear(idea.title);
  });

  test('decisions at the same moment are settled once', async ({ citizen, watch, desk }) => {
    const idea = await citizen.postsIdea();
    const all = [kim, mo, lu];
    watch.allow(`409 POST /api/staff/ideas/${idea.id}/decision`);
    for (const one of all) await one.reads(idea);
    // Nobody's decision leaves before everybody has decided.
    const held: (() => Promise<void>)[] = [];
    for (const { page } of all) {
      await page.route(`**/api/staff/ideas/${idea.id}/decision`, (route) => {
        held.push(() => route.continue());
      });
    }
    for (const one of all) {
      await one.pane.getByRole('button', { name: 'Veröffentlichen' }).click();
      await expect(one.reading(idea.title)).toHaveCount(0);
    }
    await expect.poll(() => held.length).toBe(3);
    await Promise.all(held.map((go) => go()));

    // Two are told who was faster; the third one's decision stands.
    const told = (one: Moderator) => one.page.getByRole('alert').filter({ hasText: idea.title });
    await expect
      .poll(async () => (await Promise.all(all.map((one) => told(one).count()))).reduce((a, b) => a + b))
      .toBe(2);
    const counts = await Promise.all(all.map((one) => told(one).count()));
    const first = ['Kim', 'Mo', 'Lu'][counts.indexOf(0)];
    for (const one of all.filter((_, i) => counts[i] > 0)) await expect(told(one)).toContainText(first);
    const { timeline } = await (await citizen.page.request.get(`/api/ideas/${idea.id}`)).json();
    expect(timeline.map((entry: { status: string }) => entry.status)).toEqual(['submitted', 'published']);
    expect(await desk.waiting(idea.title)).toEqual([]);
  });

  test('what one decides and takes back, the others see', async ({ citizen, desk }) => {
    const idea = await citizen.postsIdea();
    await Promise.all([kim.reads(idea), mo.reads(idea)]);
    await kim.pane.getByRole('button', { name: 'Veröffentlichen' }).click();
    await expect(mo.pane.getByText(/Kim hat .* gerade veröffentlicht/).filter({ hasText: idea.title })).toBeVisible();
    await expect(mo.reading(idea.title)).toHaveCount(0);
    await expect.poll(() => status(citizen, idea.path)).toBe(200);

    await kim.page.getByRole('button', { name: /Rückgängig/ }).first().click();
    await expect(kim.reading(idea.title)).toBeVisible();
    await expect.poll(() => status(citizen, idea.path)).toBe(404);
    await mo.unfold();
    await expect(mo.row(idea.title)).toBeVisible();
    await desk.clear(idea.title);
  });

  test('many are decided in one go, and taken back in one', async ({ citizen, newCitizen, desk }) => {
    const words = unique('Hecke am Rathaus');
    const ideas = [];
    for (const n of [1, 2, 3]) {
      ideas.push(await (await newCitizen()).postsIdea({ title: `${words} ${n}` }));
    }
    await kim.reads(ideas[0]);
    await kim.unfold();
    for (const { title } of ideas) await kim.page.getByRole('checkbox', { name: `Auswählen: ${title}` }).check();
    const many = kim.page.getByRole('region', { name: 'Ausgewählt' });
    await expect(many).toContainText('3 ausgewählt');
    await many.getByRole('button', { name: 'Alle annehmen' }).click();
    for (const idea of ideas) await expect.poll(() => status(citizen, idea.path)).toBe(200);
    await kim.page.getByRole('button', { name: 'Alle zurücknehmen' }).first().click();
    for (const idea of ideas) await expect.poll(() => status(citizen, idea.path)).toBe(404);

    await kim.unfold();
    for (const { title } of ideas) await kim.page.getByRole('checkbox', { name: `Auswählen: ${title}` }).check();
    await many.getByRole('button', { name: /Alle ablehnen/ }).click();
    const reason = unique('Das hatten wir schon.');
    await many.getByLabel('Eine Begründung für alle').fill(reason);
    await many.getByRole('button', { name: 'Alle ablehnen', exact: true }).click();
    for (const idea of ideas) await expect.poll(() => desk.waiting(idea.title)).toEqual([]);
    await citizen.open(ideas[2].manage);
    await expect(citizen.page.getByText(reason).first()).toBeVisible();
  });

  test('a duplicate is merged with one tap, and stands for itself again', async ({ citizen, newCitizen, desk }) => {
    const words = unique('Trinkbrunnen am Hallenbad');
    const leader = await (await newCitizen()).postsIdea({ title: `${words} bauen` });
    await desk.publish(leader);
    const twin = await citizen.postsIdea({ title: `${words} aufstellen` });
    await kim.reads(twin);
    // Found without asking.
    await kim.pane.getByRole('button', { name: leader.title }).click();
    const dialog = kim.page.getByRole('dialog');
    await expect(dialog).toContainText(twin.text);
    await expect(dialog).toContainText(leader.text);
    await dialog.getByRole('button', { name: 'Zusammenführen' }).click();
    await expect(dialog).toBeHidden();
    await expect(kim.reading(twin.title)).toHaveCount(0);
    // The decision is on its way still.
    await expect.poll(() => status(citizen, twin.path)).toBe(200);
    await citizen.finds(twin.path, citizen.page.getByText(twin.text));
    await expect(citizen.page).toHaveURL(new RegExp(`${leader.path}(#|$)`));

    await kim.page.keyboard.press('u');
    await expect(kim.reading(twin.title)).toBeVisible();
    await expect.poll(() => status(citizen, twin.path)).toBe(404);

    // Once more, by keys alone, and a colleague sees it go and come back.
    await mo.unfold();
    await expect(mo.row(twin.title)).toBeVisible();
    await kim.page.keyboard.press('m');
    const merge = dialog.getByRole('button', { name: 'Zusammenführen' });
    await expect(merge).toBeVisible();
    const there = () => merge.evaluate((button) => button === document.activeElement);
    for (let n = 0; n < 40 && !(await there()); n += 1) await kim.page.keyboard.press('Tab');
    await kim.page.keyboard.press('Enter');
    await expect(mo.row(twin.title)).toHaveCount(0);
    await kim.page.keyboard.press('u');
    await expect(mo.row(twin.title)).toBeVisible();
    await desk.clear(twin.title);
  });
});

test('who supports both is counted once, and rightly after', { tag: '@hydrated' }, async ({ citizen, newCitizen, desk }) => {
  const [first, second] = [await citizen.postsIdea(), await (await newCitizen()).postsIdea()];
  await desk.publish(first);
  await desk.publish(second);
  const [ann, bea, cem] = [await newCitizen(), await newCitizen(), await newCitizen()];
  const yes = async (one: Citizen, idea: Idea) => {
    const answer = await one.page.request.put(`/api/ideas/${idea.id}/support`);
    expect(answer.ok(), await answer.text()).toBe(true);
  };
  for (const one of [ann, bea]) await yes(one, first);
  for (const one of [bea, cem]) await yes(one, second);
  await desk.merge(second, first);
  expect(await supports(citizen, first)).toBe(3);
  await citizen.open(first.path);
  await expect(citizen.support().first()).toContainText('3');
  // Further ones, before it is taken apart again.
  const dora = await newCitizen();
  await yes(dora, first);
  expect(await supports(citizen, first)).toBe(4);
  await desk.unmerge(second);
  expect(await supports(citizen, first)).toBe(3);
  expect(await supports(citizen, second)).toBe(2);
});

test('triage by the keyboard alone', { tag: '@hydrated' }, async ({ citizen, newCitizen, newModerator, desk, page: own }) => {
  test.skip(isPhone(own), 'a phone has no keys');
  const first = await citizen.postsIdea();
  const second = await (await newCitizen()).postsIdea();
  const moderator = (await newModerator()).as('Kim');
  const { page, pane } = moderator;
  const { keyboard } = page;
  await moderator.signIn();
  await moderator.reads(first);

  // Help, which gives the focus back.
  await keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('letzte Entscheidung rückgängig');
  await keyboard.press('a');
  await keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(moderator.reading(first.title)).toBeFocused();

  // Another wording.
  await keyboard.press('e');
  const text = pane.getByLabel('Text', { exact: true });
  await expect(text).toBeFocused();
  const better = unique('Eine Bank mit Lehne, bitte.');
  await text.fill(better);
  await keyboard.press('Control+Enter');
  await expect(pane.getByText('redaktionell bearbeitet').first()).toBeVisible();
  await expect(pane.locator('.queue-item')).toContainText(better);
  await expect(moderator.reading(first.title)).toBeFocused();

  // A question, taken back.
  await keyboard.press('q');
  await expect(pane.getByLabel('Rückfrage an die Autor:in')).toBeFocused();
  await keyboard.type('Wo genau?');
  await keyboard.press('Control+Enter');
  await expect(moderator.reading(first.title)).toHaveCount(0);
  await expect.poll(() => desk.waiting(first.title)).toEqual([]);
  await expect(pane.getByRole('heading', { level: 2 })).toBeFocused();
  await keyboard.press('u');
  await expect(moderator.reading(first.title)).toBeVisible();
  // It stays: the stream's word about the undo is understood.
  await expect.poll(() => desk.waiting(first.title)).not.toEqual([]);
  await expect(moderator.reading(first.title)).toBeFocused();

  // What is typed waits for whoever comes back.
  await keyboard.press('d');
  await expect(pane.getByLabel('Begründung')).toBeFocused();
  await keyboard.type('Noch nicht fertig');
  await keyboard.press('Escape');
  await keyboard.press('j');
  await keyboard.press('k');
  await expect(moderator.reading(first.title)).toBeVisible();
  await keyboard.press('d');
  await expect(pane.getByLabel('Begründung')).toHaveValue('Noch nicht fertig');
  await pane.getByLabel('Begründung').fill('');
  await keyboard.press('Escape');

  // Dialogs open and close by keys.
  await keyboard.press('m');
  await expect(page.getByRole('dialog')).toContainText('Mit welcher Idee');
  await keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await keyboard.press('t');
  await expect(page.getByRole('dialog')).toContainText('Welcher Fachbereich');
  await expect(page.getByRole('dialog').getByRole('heading', { level: 2 })).toBeFocused();
  await expect(page.getByRole('dialog').getByRole('radio').first()).toBeAttached();
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  await keyboard.press('Space');
  await keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  const given = async () => (await (await page.request.get(`/api/staff/ideas/${first.id}`)).json()).departments.length;
  await expect.poll(given).toBe(1);
  await keyboard.press('u');
  await expect.poll(given).toBe(0);
  await expect(moderator.reading(first.title)).toBeVisible();

  // Ticked by key, together with another one.
  await keyboard.press('x');
  await expect(page.getByRole('region', { name: 'Ausgewählt' })).toContainText('1 ausgewählt');
  await keyboard.press('x');
  await expect(page.getByRole('region', { name: 'Ausgewählt' })).toHaveCount(0);

  await keyboard.press('a');
  await expect(moderator.reading(first.title)).toHaveCount(0);
  await expect.poll(() => status(citizen, first.path)).toBe(200);
  await citizen.open(first.path);
  await expect(citizen.page.getByRole('main')).toContainText(better);
  await expect(citizen.page.getByText('redaktionell bearbeitet')).toBeVisible();

  // Switched off, letters are letters.
  await moderator.reads(second);
  await keyboard.press('?');
  await page.getByRole('checkbox', { name: 'Tastenkürzel benutzen' }).setChecked(false, { force: true });
  await keyboard.press('Escape');
  await keyboard.press('a');
  await expect(moderator.reading(second.title)).toBeVisible();
  expect(await status(citizen, second.path)).toBe(404);
  await desk.clear(second.title);
});

test('triage on a phone', { tag: '@hydrated' }, async ({ citizen, newCitizen, newModerator, desk, page }) => {
  test.skip(!isPhone(page), 'swipes are for touch screens');
  const first = await citizen.postsIdea();
  const second = await (await newCitizen()).postsIdea();
  const moderator = (await newModerator()).as('Mo');
  const { pane } = moderator;
  await moderator.signIn();

  // Scrolling is no decision.
  await moderator.reads(first);
  await swipe(moderator.page, [180, 40], [186, -200]);
  await expect(moderator.reading(first.title)).toBeVisible();
  // Neither is a little.
  await swipe(moderator.page, [120, 40], [190, 44]);
  await expect(moderator.reading(first.title)).toBeVisible();
  expect(await status(citizen, first.path)).toBe(404);

  await swipe(moderator.page, [60, 40], [300, 50]);
  await expect(moderator.reading(first.title)).toHaveCount(0);
  await expect.poll(() => status(citizen, first.path)).toBe(200);
  await pane.getByRole('button', { name: /Rückgängig/ }).click();
  await expect(moderator.reading(first.title)).toBeVisible();

  await moderator.reads(second);
  await swipe(moderator.page, [300, 40], [60, 44]);
  const reason = pane.getByLabel('Begründung');
  await expect(reason).toBeFocused();
  const words = unique('Dort liegen Leitungen.');
  await reason.fill(words);
  await pane.getByRole('button', { name: 'Ablehnen' }).click();
  await expect.poll(() => desk.waiting(second.title)).toEqual([]);
  // Nothing is wider than the screen.
  expect(await moderator.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await desk.clear(first.title);
});

test('the author is asked, answers, and it goes on', async ({ citizen, newModerator, desk, axe }) => {
  const idea = await citizen.postsIdea();
  const moderator = (await newModerator()).as('Lu');
  await moderator.signIn();
  await moderator.reads(idea);
  await moderator.box('Rückfrage');
  const question = unique('Wo genau soll sie stehen?');
  await moderator.pane.getByLabel('Rückfrage an die Autor:in').fill(question);
  await moderator.pane.getByRole('button', { name: 'Rückfrage senden' }).click();
  await expect.poll(() => desk.waiting(idea.title)).toEqual([]);

  await citizen.open(idea.manage);
  await expect(citizen.page.getByRole('heading', { name: 'Eine Frage an Sie' })).toBeVisible();
  await expect(citizen.page.getByText(question)).toBeVisible();
  await axe(citizen.page);
  const answer = unique('Vor der Bücherei.');
  await citizen.page.getByLabel('Ihre Antwort').fill(answer);
  await citizen.page.getByRole('button', { name: 'Antwort senden' }).click();
  await expect(citizen.page.getByText('Danke! Das Team hat Ihre Antwort').first()).toBeVisible();

  await moderator.reads(idea);
  await expect(moderator.pane).toContainText(question);
  await expect(moderator.pane).toContainText(answer);
  await desk.clear(idea.title);
});

test('a text is edited for publication, and the original is kept', async ({ citizen, newModerator, desk }) => {
  const idea = await citizen.postsIdea();
  const moderator = (await newModerator()).as('Kim');
  await moderator.signIn();
  await moderator.reads(idea);
  await moderator.box('Bearbeiten');
  const better = unique('Mit Lehne und Schatten');
  await moderator.pane.getByLabel('Text', { exact: true }).fill(better);
  await moderator.pane.getByRole('button', { name: 'Fassung speichern' }).click();
  await expect(moderator.page.getByRole('alert').filter({ hasText: /./ })).toHaveCount(0);
  if (!moderator.js) await moderator.reads(idea);
  await moderator.pane.locator('summary').filter({ hasText: 'So hat es die Autor:in geschrieben' }).click();
  await expect(moderator.pane.getByText(idea.text)).toBeVisible();
  await moderator.pane.getByRole('button', { name: 'Veröffentlichen' }).click();
  await expect.poll(() => status(citizen, idea.path)).toBe(200);
  await citizen.open(idea.path);
  await expect(citizen.page.getByRole('main')).toContainText(better);
  await expect(citizen.page.getByText('redaktionell bearbeitet')).toBeVisible();
  await citizen.open(idea.manage);
  await citizen.page.locator('summary').filter({ hasText: 'so haben Sie es geschrieben' }).click();
  await expect(citizen.page.getByText(idea.text)).toBeVisible();
  expect(await desk.waiting(idea.title)).toEqual([]);
});

test('an author proposes a change of what is public', async ({ citizen, newModerator, desk, axe }) => {
  const idea = await citizen.postsIdea();
  await desk.publish(idea);
  await citizen.open(idea.manage);
  await citizen.page.locator('summary').filter({ hasText: 'Änderung vorschlagen' }).click();
  const better = `${idea.text} ${unique('Und mit Schatten.')}`;
  await citizen.page.getByLabel('Erzählen Sie mehr').fill(better);
  await citizen.page.getByRole('button', { name: 'Vorschlag senden' }).click();
  await expect(citizen.page.getByText('Ihr Änderungsvorschlag wartet')).toBeVisible();

  const [waiting] = await desk.waiting(idea.title);
  expect(waiting.kind).toBe('edit');
  const moderator = (await newModerator()).as('Lu');
  await moderator.signIn();
  await moderator.open(`/staff/queue?item=edits-${waiting.id}`);
  await expect(moderator.pane.locator('ins')).toContainText('Und mit Schatten.');
  await axe(moderator.page);
  await moderator.pane.getByRole('button', { name: 'Übernehmen' }).click();
  await expect.poll(() => desk.waiting(idea.title)).toEqual([]);
  await citizen.finds(idea.path, citizen.page.getByText(better));
});

test('somebody who wants to help is taken up', async ({ citizen, newModerator, desk }) => {
  const idea = await citizen.postsIdea();
  await desk.publish(idea);
  const contact = '+49 30 23125 77';
  const data = { name: 'Rowan', contact, note: 'Ich kann schreinern.' };
  const answer = await citizen.page.request.post(`/api/ideas/${idea.id}/companions`, { data });
  expect(answer.ok(), await answer.text()).toBe(true);
  const [offer] = await desk.waiting(idea.title);
  expect(offer.kind).toBe('companion');
  const moderator = (await newModerator()).as('Mo');
  await moderator.signIn();
  await moderator.open(`/staff/queue?item=companions-${offer.id}`);
  await expect(moderator.pane).toContainText('Ich kann schreinern.');
  await expect(moderator.pane.getByRole('link', { name: contact })).toHaveAttribute('href', 'tel:+49302312577');
  await moderator.pane.getByRole('button', { name: 'Kontakt hergestellt' }).click();
  await expect.poll(() => desk.waiting(idea.title)).toEqual([]);
});

test('what is hidden leaves a trace', async ({ citizen, newModerator, desk, watch }) => {
  const idea = await citizen.postsIdea();
  await desk.publish(idea);
  const text = unique('Das ist Werbung');
  const comment = await citizen.postsComment(idea, text);
  await desk.publishComment(comment);
  await citizen.page.request.post(`/api/comments/${comment}/reports`, { data: { reason: 'spam', text: '' } });
  await citizen.page.request.post(`/api/ideas/${idea.id}/reports`, { data: { reason: 'spam', text: '' } });
  const reports = await desk.waiting(idea.title);
  const moderator = (await newModerator()).as('Kim');
  await moderator.signIn();
  const hide = async (report: number, why: string) => {
    await moderator.open(`/staff/queue?item=reports-${report}`);
    await moderator.box('Ausblenden');
    await moderator.pane.getByLabel('Begründung').fill(why);
    await moderator.pane.getByRole('button', { name: 'Ausblenden' }).click();
  };
  const [ofComment, ofIdea] = reports.map((report) => report.id);
  await hide(ofComment, 'Werbung hat hier keinen Platz.');
  await expect.poll(async () => (await desk.waiting(idea.title)).length).toBe(1);
  await citizen.open(idea.path);
  await expect(citizen.page.getByText(text)).toHaveCount(0);
  await expect(citizen.page.getByText('Hier hat das Team einen Kommentar ausgeblendet.')).toBeVisible();
  await expect(citizen.page.getByText('Werbung hat hier keinen Platz.')).toBeVisible();

  watch.allow(`410 GET ${idea.path}`, `410 GET /api/ideas/${idea.id}`);
  await hide(ofIdea, 'Nennt eine Nachbarin beim Namen.');
  await expect.poll(() => status(citizen, idea.path)).toBe(410);
  await citizen.open(idea.path);
  await expect(citizen.page.getByRole('heading', { name: 'Ausgeblendet' })).toBeVisible();
  await expect(citizen.page.getByText('Nennt eine Nachbarin beim Namen.')).toBeVisible();
  await citizen.open(idea.manage);
  await expect(citizen.page.getByText('Nennt eine Nachbarin beim Namen.').first()).toBeVisible();
});

test('part of the queue is looked at', async ({ citizen, newModerator, desk }) => {
  const idea = await citizen.postsIdea();
  await desk.publish(idea);
  const comment = await citizen.postsComment(idea, unique('Gute Sache'));
  const moderator = await newModerator();
  const { page } = moderator;
  await moderator.signIn();
  await page.locator('summary').filter({ hasText: 'Filter' }).click();
  await page.getByLabel('Art', { exact: true }).selectOption('comments');
  if (!moderator.js) await page.getByRole('button', { name: 'Anzeigen' }).click();
  await expect(page).toHaveURL(/[?&]kind=comments(&|$)/);
  await expect(page.locator('.queue-row[data-kind="ideas"]')).toHaveCount(0);
  await expect(page.locator(`#row-comments-${comment}`)).toHaveCount(1);
  await desk.clear(idea.title);
});

test('an evening publishes first', { tag: '@hydrated' }, async ({ citizen, newModerator, desk, page }) => {
  // One lab for each kind of browser: they run at the same time.
  const [lab, name] = isPhone(page) ? ['arnsberg', 'Stadtlabor Arnsberg'] : ['iserlohn', 'Stadtlabor Iserlohn'];
  const moderator = await newModerator();
  await moderator.signIn();
  await moderator.page.locator('summary').filter({ hasText: 'Abendmodus' }).click();
  const row = moderator.page.getByRole('listitem').filter({ hasText: name }).filter({ hasText: /aus|noch/ });
  await row.getByRole('button', { name: '1 Stunde' }).click();
  await expect(row).toContainText(/noch (1 Std\. 0|60|59) Min\./);
  const idea = await citizen.postsIdea({ lab });
  expect(await status(citizen, idea.path)).toBe(200);
  await moderator.reads(idea);
  await expect(moderator.pane).toContainText('Schon öffentlich');
  await moderator.pane.getByRole('button', { name: 'In Ordnung' }).click();
  await expect.poll(() => desk.waiting(idea.title)).toEqual([]);
  expect(await status(citizen, idea.path)).toBe(200);
  await moderator.page.locator('summary').filter({ hasText: 'Abendmodus' }).click();
  await row.getByRole('button', { name: 'Beenden' }).click();
  await expect(row).toContainText('aus');
});

test('decisions can be taken back after a reload', { tag: '@hydrated' }, async ({ citizen, newModerator, desk }) => {
  const idea = await citizen.postsIdea();
  const moderator = (await newModerator()).as('Lu');
  await moderator.signIn();
  await moderator.reads(idea);
  await moderator.pane.getByRole('button', { name: 'Veröffentlichen' }).click();
  await expect.poll(() => status(citizen, idea.path)).toBe(200);
  await moderator.reload();
  const recent = moderator.page.getByRole('region', { name: 'Zuletzt entschieden' });
  await recent.getByRole('listitem').filter({ hasText: idea.title }).getByRole('button').click();
  await expect.poll(() => status(citizen, idea.path)).toBe(404);
  await moderator.unfold();
  await expect(moderator.row(idea.title)).toBeVisible();
  await desk.clear(idea.title);
});

test('the desk is accessible', { tag: '@hydrated' }, async ({ citizen, newModerator, axe, desk }) => {
  const idea = await citizen.postsIdea();
  const moderator = await newModerator();
  const { page, pane } = moderator;
  await moderator.signIn();
  await moderator.reads(idea);
  await axe(page);
  for (const box of ['Ablehnen', 'Rückfrage', 'Bearbeiten']) {
    await moderator.box(box);
    await expect(pane.locator('.queue-box:visible')).toHaveCount(1);
    await axe(page);
    await pane.locator('summary').filter({ hasText: 'Doch nicht' }).click();
  }
  for (const key of ['?', 'm', 't']) {
    await page.keyboard.press(key);
    await expect(page.getByRole('dialog').getByRole('heading', { level: 2 })).toBeFocused();
    await axe(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
  await page.keyboard.press('x');
  await page.getByRole('button', { name: /Alle ablehnen/ }).click();
  await axe(page);
  await desk.clear(idea.title);
});

/** Draws one finger over the open card; how far down is told from the card's top. */
async function swipe(page: Page, start: [number, number], end: [number, number]): Promise<void> {
  // The card below the head of the page, and over the buttons.
  await page.locator('.queue-item').evaluate((card) => {
    scrollTo(0, scrollY + card.getBoundingClientRect().top - 300);
  });
  const top = await page.locator('.queue-item').evaluate((card) => card.getBoundingClientRect().top);
  const from = [start[0], top + start[1]];
  const to = [end[0], top + end[1]];
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: number[]) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: at ? [{ x: at[0], y: at[1] }] : [],
    });
  await touch('touchStart', from);
  const steps = 8;
  for (let i = 1; i <= steps; i++) {
    const at = (a: number, b: number) => a + ((b - a) * i) / steps;
    await touch('touchMove', [at(from[0], to[0]), at(from[1], to[1])]);
  }
  await touch('touchEnd');
  await session.detach();
}
