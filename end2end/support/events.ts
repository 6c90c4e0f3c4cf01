import { type APIRequestContext, expect } from '@playwright/test';
import { unique } from './words.ts';

/** An event that was made without its form. */
export interface Event {
  id: number;
  title: string;
  /** Its page for staff. */
  path: string;
}

/** What is asked in the sign-up: the name, and one way to reach the person. */
const fields = [
  ['first_name', 'optional'],
  ['last_name', 'required'],
  ['email', 'optional'],
  ['phone', 'optional'],
  ['note', 'optional'],
].map(([key, mode]) => ({ key, mode, purpose: 'Damit wir wissen, wer kommt.', keep_days: '30' }));

/** A day that lies so many days ahead, as forms have it. */
export function dayAhead(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** Makes an event and puts it into the programme; whoever asks has to be signed in as an editor. */
export async function makesEvent(request: APIRequestContext, given: object = {}): Promise<Event> {
  const title = unique('Löten');
  const data = {
    kind: 'workshop',
    title,
    text: 'Wir löten eine kleine Lampe. Material ist da.',
    lab: 'soest',
    dates: [{ date: dayAhead(40), from: '10:00', to: '12:30' }],
    signs_up: true,
    capacity: '12',
    waitlist: true,
    group_max: '4',
    fields,
    ...given,
  };
  const made = await request.post('/api/staff/events', { data });
  expect(made.status(), await made.text()).toBe(201);
  const { card } = await made.json();
  const published = await request.post(`/api/staff/events/${card.id}/publish`, { data: null });
  expect(published.status(), await published.text()).toBe(200);
  return { id: card.id, title: card.title, path: `/staff/events/${card.id}` };
}

/** Somebody's registration. */
export interface Registration {
  /** What its QR code says. */
  code: string;
  /** Its private page's token. */
  token: string;
}

/** Signs somebody up, as a browser of their own would. */
export async function signsUp(
  request: APIRequestContext,
  event: Event,
  answers: Record<string, string>,
): Promise<Registration> {
  const made = await request.post(`/api/events/${event.id}/registrations`, { data: answers });
  expect(made.status(), await made.text()).toBe(201);
  const { manage_url } = await made.json();
  const token = manage_url.replace('/my/', '');
  const mine = await request.get(`/api/registrations/${token}`);
  expect(mine.status(), await mine.text()).toBe(200);
  return { code: (await mine.json()).code, token };
}

/** The attendee list, as staff's programs get it. */
export async function attendees(request: APIRequestContext, event: Event) {
  const answer = await request.get(`/api${event.path}/attendees`);
  expect(answer.status(), await answer.text()).toBe(200);
  return (await answer.json()) as {
    items: { id: number; code: string; status: string; people: { id: number; arrived_at: string | null }[] }[];
    numbers: { confirmed: number; arrived: number; waiting: number; cancelled: number };
  };
}
