import { expect, test, unique } from '../support/test.ts';

test('who does not know the password stays outside', async ({ citizen, watch }) => {
  const { page } = citizen;
  watch.allow('401 POST /api/staff/session');
  await citizen.open('/staff');
  // Nobody's address: a wrong password slows the next sign-in with the same one down.
  const email = `${unique('niemand').replace(' ', '-')}@example.org`;
  await page.getByLabel('E-Mail-Adresse').fill(email);
  await page.getByLabel('Passwort', { exact: true }).fill('falsch-falsch-falsch');
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Passwort' })).toHaveText(
    /E-Mail-Adresse oder Passwort stimmt nicht/,
  );
  await expect(page.getByLabel('E-Mail-Adresse')).toHaveValue(email);
  if (!citizen.js) await expect(page.getByLabel('Passwort', { exact: true })).toHaveValue('');
});

test('the queue is closed to everybody else', async ({ citizen, watch }) => {
  watch.allow('401 GET /staff/queue');
  const response = await citizen.open('/staff/queue');
  expect(response.status()).toBe(401);
  await expect(citizen.page.getByText('Diese Seite sieht nur das Team.')).toBeVisible();
  await citizen.page.getByRole('main').getByRole('link', { name: 'Anmelden' }).click();
  await expect(citizen.page.getByLabel('Passwort', { exact: true })).toBeVisible();
});

test('in and out again', async ({ newModerator, watch }) => {
  const moderator = await newModerator();
  const { page } = moderator;
  await moderator.signIn();
  await expect(page.getByRole('group', { name: 'Ihr Konto' })).toContainText('E2E');
  await page.getByRole('button', { name: 'Abmelden' }).click();
  await expect(page).toHaveURL('/staff');
  await expect(page.getByLabel('Passwort', { exact: true })).toBeVisible();
  // What the page was about to ask when its session ended.
  watch.allow('401 GET /staff/queue', /^401 (GET|PUT) \/api\/staff\//);
  expect((await moderator.open('/staff/queue')).status()).toBe(401);
});

test('an idea is published, and that can be undone', async ({ citizen, newModerator, watch }) => {
  const idea = await citizen.postsIdea();
  const moderator = await newModerator();
  const { page } = moderator;
  await moderator.signIn();
  await moderator.reads(idea);
  await expect(moderator.pane).toContainText(idea.text);
  await moderator.pane.getByRole('button', { name: 'Veröffentlichen' }).click();
  await expect(moderator.reading(idea.title)).toHaveCount(0);
  await expect.poll(() => status(idea.path)).toBe(200);

  await page.getByRole('button', { name: /Rückgängig/ }).first().click();
  await expect.poll(() => status(idea.path)).toBe(404);
  if (moderator.js) await expect(moderator.reading(idea.title)).toBeVisible();
  watch.allow(`404 GET ${idea.path}`);
  await moderator.reads(idea);
  await moderator.pane.getByRole('button', { name: 'Veröffentlichen' }).click();
  await expect.poll(() => status(idea.path)).toBe(200);

  function status(path: string): Promise<number> {
    return citizen.page.request.get(path).then((answer) => answer.status());
  }
});

test('declining needs a reason, which the author reads', async ({ citizen, newModerator, desk, watch }) => {
  const idea = await citizen.postsIdea();
  const moderator = await newModerator();
  const { pane } = moderator;
  await moderator.signIn();
  await moderator.reads(idea);
  await pane.locator('summary').filter({ hasText: 'Ablehnen' }).click();
  const reason = pane.getByLabel('Begründung');
  const words = unique('Dort liegen Leitungen.');
  await reason.fill('   ');
  watch.allow(`422 POST /api/staff/ideas/${idea.id}/decision`);
  await pane.getByRole('button', { name: 'Ablehnen' }).click();
  await expect(reason).toHaveAttribute('aria-invalid', 'true');
  await expect(moderator.reading(idea.title)).toBeVisible();
  await reason.fill(words);
  await pane.getByRole('button', { name: 'Ablehnen' }).click();
  await expect(moderator.reading(idea.title)).toHaveCount(0);
  await expect.poll(() => desk.waiting(idea.title)).toEqual([]);
  await citizen.open(idea.manage);
  await expect(citizen.page.getByText(words).first()).toBeVisible();
});

test('a comment and a report are decided too', async ({ citizen, newModerator, desk }) => {
  const idea = await citizen.postsIdea();
  await desk.publish(idea);
  const text = unique('Das ist Werbung');
  const comment = await citizen.postsComment(idea, text);
  const moderator = await newModerator();
  const { page, pane } = moderator;
  await moderator.signIn();
  await moderator.open(`/staff/queue?item=comments-${comment}`);
  await expect(pane).toContainText(text);
  await pane.getByRole('button', { name: 'Veröffentlichen' }).click();
  await expect(pane.getByText(text)).toHaveCount(0);
  await expect.poll(() => desk.waiting(idea.title)).toEqual([]);
  await citizen.open(idea.path);
  await expect(citizen.page.getByText(text)).toBeVisible();

  await citizen.page.request.post(`/api/comments/${comment}/reports`, { data: { reason: 'spam', text: 'Bitte lesen.' } });
  const [report] = await desk.waiting(idea.title);
  await moderator.open(`/staff/queue?item=reports-${report.id}`);
  await expect(pane).toContainText('Werbung oder Spam');
  await expect(pane).toContainText('Bitte lesen.');
  await pane.locator('summary').filter({ hasText: 'Ausblenden' }).click();
  await pane.getByLabel('Begründung').fill('Werbung hat hier keinen Platz.');
  await pane.getByRole('button', { name: 'Ausblenden' }).click();
  await expect(pane.getByText(text)).toHaveCount(0);
  await expect.poll(() => desk.waiting(idea.title)).toEqual([]);
  await citizen.open(idea.path);
  await expect(citizen.page.getByText(text)).toHaveCount(0);
  await expect(page.getByRole('alert').filter({ hasText: /./ })).toHaveCount(0);
});

test('the keyboard alone decides', { tag: '@hydrated' }, async ({ citizen, newCitizen, newModerator, desk }) => {
  const first = await citizen.postsIdea();
  const second = await (await newCitizen()).postsIdea();
  const moderator = await newModerator();
  const { page } = moderator;
  await moderator.signIn();
  await moderator.reads(first);
  // Colleagues' items may lie between the two.
  await expect(async () => {
    await page.keyboard.press('j');
    await expect(moderator.reading(second.title)).toBeVisible({ timeout: 300 });
  }).toPass();
  await expect(async () => {
    await page.keyboard.press('k');
    await expect(moderator.reading(first.title)).toBeVisible({ timeout: 300 });
  }).toPass();
  await expect(moderator.reading(first.title)).toBeFocused();

  await page.keyboard.press('a');
  await expect(moderator.reading(first.title)).toHaveCount(0);
  const open = () => citizen.page.request.get(first.path).then((answer) => answer.status());
  await expect.poll(open).toBe(200);
  await page.keyboard.press('u');
  await expect(moderator.reading(first.title)).toBeVisible();
  await expect.poll(open).toBe(404);

  await page.keyboard.press('d');
  const reason = moderator.pane.getByLabel('Begründung');
  await expect(reason).toBeFocused();
  // Letters that are shortcuts are letters here.
  await reason.pressSequentially('jadu, leider nicht.');
  await page.keyboard.press('Control+Enter');
  await expect(moderator.reading(first.title)).toHaveCount(0);
  await expect.poll(async () => (await desk.waiting(first.title)).length).toBe(0);
  const help = page.getByRole('dialog');
  await expect(help).toHaveCount(0);
  await page.keyboard.press('?');
  await expect(help).toContainText('letzte Entscheidung rückgängig');
  await desk.publish(second);
});

test('two who moderate never do the same work twice', { tag: '@hydrated' }, async ({ citizen, newModerator, desk }) => {
  const idea = await citizen.postsIdea();
  const moderator = await newModerator();
  await moderator.signIn();
  await moderator.reads(idea);
  const seq = await desk.publish(idea);
  await expect(
    moderator.pane.getByText(/E2E hat .* gerade veröffentlicht/).filter({ hasText: idea.title }),
  ).toBeVisible();
  await expect(moderator.reading(idea.title)).toHaveCount(0);
  await desk.undo(seq);
  await desk.clear(idea.title);
});

test('a decision that did not arrive comes back', { tag: '@hydrated' }, async ({ citizen, newModerator, watch, desk }) => {
  const idea = await citizen.postsIdea();
  const moderator = await newModerator();
  const { page, pane } = moderator;
  watch.allow('failed POST /api/staff/');
  await moderator.signIn();
  await moderator.reads(idea);
  await page.route('**/decision', (route) => route.abort());
  await pane.getByRole('button', { name: 'Veröffentlichen' }).click();
  await expect(page.getByRole('alert').filter({ hasText: idea.title })).toContainText(
    'Ihre Entscheidung ist nicht angekommen',
  );
  expect(await desk.waiting(idea.title)).toHaveLength(1);
  await desk.clear(idea.title);
});

test('a reason that did not arrive is there again', { tag: '@hydrated' }, async ({ citizen, newModerator, watch, desk }) => {
  const idea = await citizen.postsIdea();
  const moderator = await newModerator();
  const { page, pane } = moderator;
  const reason = pane.getByLabel('Begründung');
  const decline = pane.getByRole('button', { name: 'Ablehnen' });
  const words = `${unique('Dort liegen Leitungen')} </textarea> & „Rohre“.`;
  watch.allow('failed POST /api/staff/');
  await moderator.signIn();
  await moderator.reads(idea);
  await page.route('**/decision', (route) => route.abort());
  await pane.locator('summary').filter({ hasText: 'Ablehnen' }).click();
  await reason.fill(words);
  await decline.click();
  await expect(page.getByRole('alert').filter({ hasText: idea.title })).toContainText(
    'Ihre Entscheidung ist nicht angekommen',
  );
  await expect(moderator.reading(idea.title)).toBeVisible();
  await expect(reason).toHaveValue(words);
  await expect(reason).toBeFocused();
  await page.unroute('**/decision');
  await decline.click();
  await expect.poll(() => desk.waiting(idea.title)).toEqual([]);
  await citizen.open(idea.manage);
  await expect(citizen.page.getByText(words).first()).toBeVisible();
});

test('what an author changes is read again', { tag: '@hydrated' }, async ({ citizen, newModerator, desk }) => {
  const idea = await citizen.postsIdea();
  const moderator = await newModerator();
  await moderator.signIn();
  await moderator.reads(idea);
  const text = unique('Mit Lehne, bitte');
  const token = idea.manage.split('/').at(-1);
  const data = { title: idea.title, text, topic: 'innenstadt', lab: 'menden' };
  expect((await citizen.page.request.put(`/api/my/${token}`, { data })).status()).toBe(200);
  await expect(moderator.pane).toContainText(text);
  await expect(moderator.pane).toContainText('Die Autor:in hat den Text gerade geändert.');
  await desk.clear(idea.title);
});

test('on a phone the list folds, and leads to what is read', async ({ citizen, newModerator, desk, viewport }) => {
  const idea = await citizen.postsIdea();
  const moderator = await newModerator();
  await moderator.signIn();
  await moderator.reads(idea);
  const row = moderator.row(idea.title);
  if ((viewport?.width ?? 0) < 600) {
    await expect(row).toBeHidden();
    // What decides lies under the thumb.
    await expect(moderator.pane.getByRole('button', { name: 'Veröffentlichen' })).toBeInViewport();
    await moderator.unfold();
  }
  await expect(row).toBeVisible();
  await expect(row).toHaveAttribute('aria-current', 'true');
  await row.click();
  await expect(moderator.reading(idea.title)).toBeVisible();
  await desk.clear(idea.title);
});
