import { type Locator, type Page, type Response, expect } from '@playwright/test';
import type { Planned } from './desk.ts';
import { unique } from './words.ts';

/** An idea that somebody brought in. */
export interface Idea {
  id: number;
  title: string;
  text: string;
  /** Its public page. */
  path: string;
  /** Its author's private page. */
  manage: string;
}

/** What a form or the API takes; what is left out has a sensible value. */
export interface NewIdea {
  title: string;
  text: string;
  topic: string;
  lab: string;
  author: string;
  affiliation: string;
  email: string;
}

/** Somebody with a browser of their own. */
export class Citizen {
  constructor(
    readonly page: Page,
    /** Whether their browser runs scripts. */
    readonly js: boolean,
  ) {}

  /** Opens a page and waits until it is alive, where scripts run. */
  async open(path: string): Promise<Response> {
    const response = await this.page.goto(path);
    if (!response) throw new Error(`${path} is the page that was open already`);
    await this.alive();
    return response;
  }

  /**
   * Opens a page, if need be again, until something is there: one that was just made for somebody
   * else may be a second old.
   */
  async finds(path: string, what: Locator): Promise<void> {
    await expect(async () => {
      await this.open(path);
      await expect(what).toBeVisible({ timeout: 1000 });
    }).toPass();
  }

  /** Loads the page anew. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.alive();
  }

  /** Waits until WebAssembly has taken the page over; at once in a browser without scripts. */
  async alive(): Promise<void> {
    if (this.js) {
      await expect(this.page.locator('html')).toHaveAttribute('data-alive', '');
    }
  }

  /** Brings an idea in without the form, as this browser; it waits for moderation. */
  async postsIdea(given: Partial<NewIdea> = {}): Promise<Idea> {
    const title = given.title ?? unique('Bank am Markt');
    const text = given.text ?? `${title}: Das wünschen wir uns schon lange, mitten im Ort.`;
    const data = { topic: 'innenstadt', lab: 'menden', ...given, title, text };
    const answer = await this.page.request.post('/api/ideas', { data });
    expect(answer.status(), await answer.text()).toBe(201);
    const { id, manage_url } = await answer.json();
    return { id, title, text, path: `/ideas/${id}`, manage: manage_url };
  }

  /** Comments without the form; the comment waits for moderation. Returns its number. */
  async postsComment(idea: Idea, text: string): Promise<number> {
    const answer = await this.page.request.post(`/api/ideas/${idea.id}/comments`, {
      data: { text, author: 'Nachbar:in' },
    });
    expect(answer.status(), await answer.text()).toBe(201);
    return (await answer.json()).id;
  }

  /** Signs up for an event without the form. Returns the path of the private page. */
  async signsUp(event: Planned, answers: Record<string, string> = {}): Promise<string> {
    const key = encodeURIComponent(unique('sign-up'));
    const email = `${unique('gast').replace(' ', '.')}@example.org`;
    const data = { first_name: 'Kim', last_name: 'Gast', email, ...answers };
    const path = `/api/events/${event.id}/registrations?idempotency_key=${key}`;
    const answer = await this.page.request.post(path, { data });
    expect(answer.status(), await answer.text()).toBe(201);
    return (await answer.json()).manage_url;
  }

  /** Fills in the form for a new idea on the page that is open. */
  async fillsIn(idea: Partial<NewIdea>): Promise<void> {
    const { page } = this;
    if (idea.title !== undefined) await page.getByLabel('Ihre Idee in einem Satz').fill(idea.title);
    if (idea.text !== undefined) await page.getByLabel('Erzählen Sie mehr').fill(idea.text);
    if (idea.topic !== undefined) await page.getByRole('radio', { name: idea.topic }).check();
  }

  /** The button that sends the form for a new idea. */
  get sendIdea(): Locator {
    return this.page.getByRole('main').getByRole('button', { name: 'Idee einbringen' });
  }

  /** The card of an idea on a board. */
  card(title: string): Locator {
    return this.page.getByRole('article', { name: title });
  }

  /** The button that supports the only idea on the page, or the one in this place. */
  support(place?: Locator): Locator {
    return (place ?? this.page.getByRole('main')).getByRole('button', { name: /Unterstütz(en|t)/ });
  }
}
