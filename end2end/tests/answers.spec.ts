import { expect, test } from '../support/test.ts';

test('an answer is drafted, read over by somebody else, published, and a citizen reads it', async ({
  citizen, newModerator, desk, axe,
}) => {
  const idea = await citizen.postsIdea();
  await desk.publish(idea);
  await desk.assign(idea, 'verkehr');
  const path = `/staff/ideas/${idea.id}`;

  const writer = await newModerator();
  await writer.joins(await desk.invite({ role: 'department', departments: ['verkehr'] }));
  await writer.open(path);
  const drafts = writer.page.getByRole('region', { name: 'Antworten der Stadt' });
  await drafts.locator('summary').filter({ hasText: 'Antwort schreiben' }).click();
  await drafts.getByLabel('Antwort', { exact: true }).fill(
    'Wir **bauen** sie im Mai.\n\n- mit Lehne\n- im Schatten\n\n[Der Plan](https://example.org/plan) <b>liegt aus</b>.',
  );
  await drafts.getByLabel('Fertig: bitte gegenlesen').check();
  await drafts.getByRole('button', { name: 'Entwurf speichern' }).click();
  await expect(drafts.getByText('Wartet auf Freigabe')).toBeVisible();
  await expect(drafts.getByRole('button', { name: 'Freigeben' })).toHaveCount(0);

  // The reader has the page open all the while.
  const { page } = citizen;
  await citizen.finds(idea.path, page.getByRole('heading', { level: 1, name: idea.title }));
  const answer = page.getByRole('region', { name: 'Antwort der Stadt' });
  await expect(answer).toHaveCount(0);

  const editor = (await newModerator()).as('Lu');
  await editor.enters();
  await editor.open(path);
  const answers = editor.page.getByRole('region', { name: 'Antworten der Stadt' });
  await expect(answers.locator('.work-draft strong').filter({ hasText: 'bauen' })).toBeVisible();
  await answers.getByRole('button', { name: 'Freigeben' }).click();
  await expect(answers.getByText('Freigegeben von Lu')).toBeVisible();
  await axe(editor.page);
  await answers.getByRole('button', { name: 'Veröffentlichen' }).click();
  await expect(answers.locator('.answer')).toContainText('Öffentlich');

  if (citizen.js) await expect(answer).toBeVisible();
  else await citizen.finds(idea.path, answer);
  await expect(answer.locator('strong')).toHaveText('bauen');
  await expect(answer.getByRole('listitem')).toHaveText(['mit Lehne', 'im Schatten']);
  await expect(answer.getByRole('link', { name: 'Der Plan' })).toHaveAttribute('href', 'https://example.org/plan');
  await expect(answer).toContainText('<b>liegt aus</b>');
  await expect(answer).toContainText('Verkehr und Tiefbau');
  await axe(page);

  // Published too early: it goes, and comes back as it was.
  await answers.getByRole('button', { name: 'Zurückziehen' }).click();
  await expect(answers.getByText('Zurückgezogen, nur für das Team sichtbar:')).toBeVisible();
  await axe(editor.page);
  if (!citizen.js) await page.reload();
  await expect(answer).toHaveCount(0);
  await answers.getByRole('button', { name: 'Wieder veröffentlichen' }).click();
  await expect(answers.getByRole('button', { name: 'Zurückziehen' })).toBeVisible();
  if (!citizen.js) await page.reload();
  await expect(answer.locator('strong')).toHaveText('bauen');
});

test('several answers become public in one go', async ({ citizen, newCitizen, newModerator, desk, axe }) => {
  const ideas = [await citizen.postsIdea(), await (await newCitizen()).postsIdea()];
  const writer = await newModerator();
  await writer.joins(await desk.invite({ role: 'editor' }));
  const editor = (await newModerator()).as('Lu');
  await editor.enters();
  for (const idea of ideas) {
    await desk.publish(idea);
    await desk.assign(idea, 'verkehr');
    const path = `/api/staff/ideas/${idea.id}/answers/verkehr`;
    const data = { text: `Wir bauen: ${idea.title}`, ready: true };
    expect((await writer.page.request.put(path, { data })).ok()).toBe(true);
    expect((await editor.page.request.post(`${path}/approve`, { data: { seen: '' } })).ok()).toBe(true);
  }
  const { page } = editor;
  await editor.open('/staff/answers?state=approved');
  // Only these two: other tests, and the sample content, have left some.
  const theirs = (idea: { title: string }) => page.getByRole('checkbox', { name: idea.title });
  for (const box of await page.getByRole('checkbox').all()) await box.uncheck();
  for (const idea of ideas) await theirs(idea).check();
  await axe(page);
  await page.getByRole('button', { name: /veröffentlichen/ }).click();
  for (const idea of ideas) {
    await expect(theirs(idea)).toHaveCount(0);
    await citizen.finds(idea.path, citizen.page.getByText(`Wir bauen: ${idea.title}`));
  }
});
