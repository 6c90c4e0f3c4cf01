import { expect, test, unique } from '../support/test.ts';

test('ideas are linked, merged and parted on the page of one of them', async ({
  citizen, newCitizen, newModerator, desk, axe,
}) => {
  const idea = await citizen.postsIdea();
  const other = await (await newCitizen()).postsIdea();
  for (const one of [idea, other]) await desk.publish(one);
  const moderator = await newModerator();
  const { page } = moderator;
  await moderator.enters();
  await moderator.open(`/staff/ideas/${idea.id}`);
  const related = page.getByRole('region', { name: 'Andere Ideen' });
  const linked = related.getByRole('listitem').filter({ hasText: other.title });

  await related.locator('summary').filter({ hasText: 'Verknüpfen' }).click();
  const note = unique('Beide brauchen Schatten');
  await related.getByLabel('Nummer der anderen Idee').fill(`#${other.id}`);
  await related.getByLabel('Was sie verbindet').fill(note);
  await related.getByRole('button', { name: 'Verknüpfen' }).click();
  await expect(linked).toContainText(note);
  await axe(page);
  await citizen.finds(idea.path, citizen.page.getByText(note).first());
  // Taken back where it stands in the history, long after the button for the last thing has gone.
  const history = page.getByRole('region', { name: 'Ganzer Verlauf' });
  await history.getByRole('button', { name: 'Zurücknehmen' }).first().click();
  await expect(linked).toHaveCount(0);

  await related.locator('summary').filter({ hasText: 'Zusammenführen' }).click();
  await related.getByLabel('Nummer der Idee, die führt').fill(String(other.id));
  await related.getByRole('button', { name: 'Zusammenführen' }).click();
  await expect(related.getByRole('button', { name: 'Wieder trennen' })).toBeVisible();
  await moderator.open(`/staff/ideas/${other.id}`);
  const merged = related.getByRole('listitem').filter({ hasText: idea.title });
  await expect(merged).toBeVisible();
  await merged.getByRole('button', { name: 'Wieder trennen' }).click();
  await expect(merged).toHaveCount(0);
  await citizen.finds(idea.path, citizen.page.getByRole('heading', { level: 1, name: idea.title }));
});

test('a number that is none is said at its field', async ({ citizen, newModerator, desk, watch }) => {
  const idea = await citizen.postsIdea();
  await desk.publish(idea);
  watch.allow(`422 POST /api/staff/ideas/${idea.id}/links`);
  const moderator = await newModerator();
  const { page } = moderator;
  await moderator.enters();
  await moderator.open(`/staff/ideas/${idea.id}`);
  const related = page.getByRole('region', { name: 'Andere Ideen' });
  await related.locator('summary').filter({ hasText: 'Verknüpfen' }).click();
  await related.getByLabel('Nummer der anderen Idee').fill('99999999');
  await related.getByLabel('Was sie verbindet').fill('Nichts davon geht verloren');
  await related.getByRole('button', { name: 'Verknüpfen' }).click();
  await expect(related.getByLabel('Nummer der anderen Idee')).toHaveAttribute('aria-invalid', 'true');
  await expect(related.getByLabel('Was sie verbindet')).toHaveValue('Nichts davon geht verloren');
});

test('what is public is hidden, and shown again', async ({ citizen, newModerator, desk, watch, axe }) => {
  const idea = await citizen.postsIdea();
  await desk.publish(idea);
  const words = unique('Das ist Werbung');
  await desk.publishComment(await citizen.postsComment(idea, words));
  watch.allow(`410 GET ${idea.path}`, `410 GET /api/ideas/${idea.id}`, `410 GET /api/ideas/${idea.id}/comments`);
  const moderator = await newModerator();
  const { page } = moderator;
  await moderator.enters();
  await moderator.open(`/staff/ideas/${idea.id}`);

  const comments = page.getByRole('region', { name: 'Öffentliche Kommentare' });
  await comments.locator('summary').first().click();
  const comment = comments.getByRole('listitem').first();
  await expect(comment).toContainText(words);
  await comment.locator('summary').filter({ hasText: 'Ausblenden' }).click();
  await comment.getByLabel('Öffentliche Begründung').fill('Werbung hat hier keinen Platz.');
  await comment.getByRole('button', { name: 'Ausblenden' }).click();
  await expect(page.getByText('Werbung hat hier keinen Platz.').first()).toBeAttached();
  await citizen.finds(idea.path, citizen.page.getByText('Werbung hat hier keinen Platz.'));
  await expect(citizen.page.getByText(words)).toHaveCount(0);

  const hide = page.getByRole('region', { name: 'Idee ausblenden' });
  await hide.locator('summary').click();
  await axe(page);
  await hide.getByLabel('Öffentliche Begründung').fill('Nennt eine Nachbarin beim Namen.');
  await hide.getByRole('button', { name: 'Ausblenden' }).click();
  const status = () => citizen.page.request.get(idea.path).then((answer) => answer.status());
  await expect.poll(status).toBe(410);
  await page.locator('.work-undo').getByRole('button', { name: 'Rückgängig' }).click();
  await expect.poll(status).toBe(200);
});

test('whoever is trusted is set on the page of their idea, and what was decided there is taken back', async ({
  citizen, newModerator, desk, axe,
}) => {
  const idea = await citizen.postsIdea();
  await desk.publish(idea);
  const words = unique('Gute Idee');
  await desk.publishComment(await citizen.postsComment(idea, words));
  const moderator = await newModerator();
  const { page } = moderator;
  await moderator.enters();
  await moderator.open(`/staff/ideas/${idea.id}`);

  const trust = page.getByRole('region', { name: 'Vertrauen in die Autor:in' });
  await trust.locator('summary').click();
  await expect(trust.getByRole('radio', { name: 'Nach Beiträgen' })).toBeChecked();
  await axe(page);
  await trust.getByRole('radio', { name: 'Immer vertrauen' }).check();
  await trust.getByRole('button', { name: 'Übernehmen' }).click();
  const trusts = () => page.request.get(`/api/staff/ideas/${idea.id}`).then(async (a) => (await a.json()).trust.rule);
  await expect.poll(trusts).toBe('always');
  const next = await citizen.postsIdea();
  expect((await citizen.page.request.get(next.path)).status(), 'public at once').toBe(200);

  // Both stand in the history: the trust, and the comment that was published.
  const history = page.getByRole('region', { name: 'Ganzer Verlauf' });
  const line = (what: string) => history.getByRole('listitem').filter({ hasText: what });
  await line('Vertrauen geändert').getByRole('button', { name: 'Zurücknehmen' }).click();
  await expect.poll(trusts).toBe('earned');
  await expect(line('Kommentar veröffentlicht')).toContainText(words);
  await line('Kommentar veröffentlicht').getByRole('button', { name: 'Zurücknehmen' }).click();
  await expect.poll(async () => (await desk.waiting(idea.title)).map((item) => item.kind)).toEqual(['comment']);
  await desk.clear(idea.title);
});
