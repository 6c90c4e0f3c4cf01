import { type APIRequest, type APIRequestContext, expect } from '@playwright/test';
import type { Idea } from './citizen.ts';
import { unique } from './words.ts';

/** What waits in the queue, as far as tests look at it. */
export interface Waiting {
  kind: 'idea' | 'comment' | 'report' | 'edit' | 'companion';
  id: number;
  idea: { card: { id: number; title: string } };
}

/** What somebody is invited to do; no labs or departments are all. */
export interface Rights {
  role: 'admin' | 'moderator' | 'editor' | 'department';
  labs?: string[];
  departments?: string[];
}

/** What is asked of those who sign up. */
interface AskedField {
  key: string;
  mode: 'optional' | 'required';
  purpose: string;
  keep_days: string;
}

/** Asks for this field; what it is for and how long it is kept has to be said. */
export function asks(key: string, mode: AskedField['mode'] = 'required'): AskedField {
  return { key, mode, purpose: 'Damit wir wissen, wer kommt.', keep_days: '30' };
}

/** What the team says of an event; what is left out has a sensible value. */
export interface NewEvent {
  kind: string;
  title: string;
  text: string;
  lab: string;
  place: string;
  online_url: string;
  dates: { date: string; from: string; to: string }[];
  topics: string[];
  access: string[];
  capacity: string;
  waitlist: boolean;
  group_max: string;
  must_confirm: boolean;
  fields: AskedField[];
}

/** An event of the programme. */
export interface Planned {
  id: number;
  title: string;
  /** Its page. */
  path: string;
  /** The day on which it begins. */
  day: string;
}

/** Somebody who was invited to the staff. */
export interface Invited {
  name: string;
  email: string;
  /** Where they take it up. */
  link: string;
}

/** A day so many days from now, as the API takes it. */
function inDays(days: number): string {
  const day = new Date(Date.now() + days * 86_400_000);
  // Written like the API's dates, in the lab's zone.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(day);
}

/** A member of staff who decides without a page, where a test is about something else. */
export class Desk {
  private constructor(private readonly request: APIRequestContext) {}

  /** Signs in. */
  static async open(playwright: { request: APIRequest }): Promise<Desk> {
    const request = await playwright.request.newContext({ baseURL: process.env.BASE_URL });
    const { E2E_STAFF_EMAIL: email, E2E_STAFF_PASSWORD: password } = process.env;
    const answer = await request.post('/api/staff/session', { data: { email, password } });
    expect(answer.status(), await answer.text()).toBe(200);
    return new Desk(request);
  }

  /** Publishes an idea. Returns the entry of the log, for `undo`. */
  publish(idea: Idea): Promise<number> {
    return this.decide(`ideas/${idea.id}`, 'publish');
  }

  /** Declines an idea. */
  decline(idea: Idea, reason: string): Promise<number> {
    return this.decide(`ideas/${idea.id}`, 'decline', reason);
  }

  /** Publishes a comment. */
  publishComment(id: number): Promise<number> {
    return this.decide(`comments/${id}`, 'publish');
  }

  /** Merges an idea into another, which leads then. */
  async merge(idea: Idea, into: Idea): Promise<number> {
    const data = { into: into.id, seen: '' };
    const answer = await this.request.post(`/api/staff/ideas/${idea.id}/merge`, { data });
    expect(answer.status(), await answer.text()).toBe(200);
    return (await answer.json()).seq;
  }

  /** Lets a merged idea stand for itself again. */
  async unmerge(idea: Idea): Promise<void> {
    const answer = await this.request.post(`/api/staff/ideas/${idea.id}/unmerge`, { data: null });
    expect(answer.ok(), await answer.text()).toBe(true);
  }

  /** Gives an idea to a department to work on. */
  async assign(idea: Idea, department: string): Promise<void> {
    const answer = await this.request.post(`/api/staff/ideas/${idea.id}/departments`, { data: { department } });
    expect(answer.ok(), await answer.text()).toBe(true);
  }

  /** Invites somebody new to the staff. */
  async invite(rights: Rights): Promise<Invited> {
    const name = unique('Neu');
    const email = `${name.toLowerCase().replace(' ', '.')}@example.org`;
    const answer = await this.request.post('/api/staff/invitations', { data: { name, email, ...rights } });
    expect(answer.status(), await answer.text()).toBe(201);
    return { name, email, link: (await answer.json()).link };
  }

  /** Takes a decision back. */
  async undo(seq: number): Promise<void> {
    const answer = await this.request.post(`/api/staff/undo/${seq}`, { data: null });
    expect(answer.ok(), await answer.text()).toBe(true);
  }

  /**
   * Puts an event into the programme: a workshop in Menden on one of the next days, unless something
   * else is said. Not all on the same day: a page of the programme holds thirty.
   */
  async plans(given: Partial<NewEvent> = {}): Promise<Planned> {
    const title = given.title ?? unique('Löten lernen');
    const day = given.dates?.[0].date ?? inDays(7 + Math.floor(Math.random() * 80));
    const data = {
      kind: 'workshop',
      text: 'Wir löten gemeinsam eine kleine Lampe. Vorwissen brauchen Sie keins.',
      lab: 'menden',
      dates: [{ date: day, from: '10:00', to: '12:30' }],
      topics: ['klima'],
      signs_up: true,
      capacity: '12',
      waitlist: true,
      group_max: '4',
      offer_hours: '24',
      fields: [asks('first_name'), asks('last_name'), asks('email', 'optional'), asks('phone', 'optional')],
      ...given,
      title,
    };
    const key = encodeURIComponent(unique('event'));
    const answer = await this.request.post(`/api/staff/events?idempotency_key=${key}`, { data });
    expect(answer.ok(), await answer.text()).toBe(true);
    const { id } = (await answer.json()).card;
    const published = await this.request.post(`/api/staff/events/${id}/publish`, { data: null });
    expect(published.ok(), await published.text()).toBe(true);
    return { id, title, path: `/events/${id}`, day };
  }

  /** Changes what is said of an event. */
  async changes(event: Planned, given: Partial<NewEvent>): Promise<void> {
    const now = await this.request.get(`/api/staff/events/${event.id}`);
    expect(now.ok(), await now.text()).toBe(true);
    const data = { ...(await now.json()).form, ...given };
    const answer = await this.request.put(`/api/staff/events/${event.id}`, { data });
    expect(answer.ok(), await answer.text()).toBe(true);
  }

  /** Calls an event off. */
  async callsOff(event: Planned, note: string): Promise<void> {
    const answer = await this.request.post(`/api/staff/events/${event.id}/cancel`, { data: { note } });
    expect(answer.ok(), await answer.text()).toBe(true);
  }

  /** What waits about an idea with this title. */
  async waiting(title: string): Promise<Waiting[]> {
    const found: Waiting[] = [];
    let after = '';
    do {
      const answer = await this.request.get(`/api/staff/queue?after=${encodeURIComponent(after)}`);
      expect(answer.ok(), await answer.text()).toBe(true);
      const page = (await answer.json()) as { items: Waiting[]; next: string | null };
      found.push(...page.items.filter((item) => item.idea.card.title === title));
      after = page.next ?? '';
    } while (after);
    return found;
  }

  /** Publishes or keeps everything that waits about an idea, so that the queue stays short. */
  async clear(title: string): Promise<void> {
    for (const { kind, id } of await this.waiting(title)) {
      await this.decide(`${kind}s/${id}`, kind === 'report' ? 'keep' : 'publish');
    }
  }

  /** Signs out. */
  async close(): Promise<void> {
    await this.request.dispose();
  }

  private async decide(what: string, action: string, reason = ''): Promise<number> {
    const data = { action, reason };
    const answer = await this.request.post(`/api/staff/${what}/decision`, { data });
    expect(answer.status(), await answer.text()).toBe(200);
    return (await answer.json()).seq;
  }
}
