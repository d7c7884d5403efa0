import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { BookingsView } from '../../events/http/booking-view.ts';
import { useHub } from '../support/hub.ts';
import { book, Problem } from '../support/order.ts';

const hub = useHub();
const on = (day: number) => ({ start: `2027-01-0${day}T10:00:00Z`, end: `2027-01-0${day}T11:00:00Z` });
const titles = async (query: string, user = 'ada') => {
  const { items } = await hub().ask(BookingsView, 'GET', `/v1/bookings${query}`, { user });
  return items.map(({ title }) => title);
};

describe('the list of bookings', () => {
  beforeEach(async () => {
    const guests = [{ email: 'gina@example.org', name: 'Gina' }];
    await book(hub(), {
      ...on(6),
      title: 'second',
      hosts: ['ben', 'chloe'],
      location: { kind: 'custom' },
    });
    await book(hub(), { ...on(5), title: 'first', guests, externalId: 'crm-1' });
    await book(hub(), { ...on(7), title: 'third', hosts: ['chloe'], status: 'draft' }, { user: 'chloe' });
    const { id } = await book(hub(), { ...on(8), title: 'fourth' });
    await hub().call('POST', `/v1/bookings/${id}/cancel`, { user: 'ben' });
    await book(hub(), { ...on(6), title: 'elsewhere', hosts: ['hana'] }, { user: 'hana' });
  });

  it.each([
    ['ada', ['first', 'second', 'third', 'fourth']],
    ['eve', ['first', 'second', 'third', 'fourth']],
    ['ben', ['first', 'second', 'fourth']],
    ['chloe', ['second', 'third']],
    ['dan', []],
    ['gus', ['elsewhere']],
  ])('shows %s what they may see, by start', async (user, wanted) => {
    expect(await titles('', user)).toEqual(wanted);
  });

  it.each([
    ['?host=chloe', ['second', 'third']],
    ['?status=confirmed', ['first', 'second']],
    ['?status=cancelled', ['fourth']],
    ['?guest=GINA@example.org', ['first']],
    ['?location=custom', ['second']],
    ['?externalId=crm-1', ['first']],
    ['?conflicts=false&status=draft', ['third']],
    ['?conflicts=true', []],
    ['?updatedAfter=2027-01-04T09:00:00Z', []],
    ['?updatedAfter=2027-01-04T08:59:59Z&limit=1', ['first']],
    ['?from=2027-01-06T10:59:00Z&to=2027-01-07T10:00:00Z', ['second']],
    ['?from=2027-01-06T11:00:00Z&to=2027-01-07T10:00:01Z', ['third']],
  ])('answers %s', async (query, wanted) => {
    expect(await titles(query)).toEqual(wanted);
  });

  it('shows a member only what they share with the host they ask for', async () => {
    expect(await titles('?host=chloe', 'ben')).toEqual(['second']);
  });

  it('reaches as far ahead as anybody can book, and back for what is looked for by its id or its last change', async () => {
    const far = { start: '2027-12-01T10:00:00Z', end: '2027-12-01T11:00:00Z' };
    await book(hub(), { ...far, title: 'far off', externalId: 'crm-9' });
    expect(await titles('')).toEqual(['first', 'second', 'third', 'fourth', 'far off']);
    await hub().advance('P30D');
    expect(await titles('')).toEqual(['far off']);
    expect(await titles('?externalId=crm-1')).toEqual(['first']);
    expect(await titles('?updatedAfter=2027-01-04T08:00:00Z')).toContain('first');
  });

  it('finds a page of rare matches in one go, however small it is', async () => {
    const Page = z.object({ items: z.array(z.object({ title: z.string() })), next: z.string().optional() });
    const ask = (query: string) => hub().ask(Page, 'GET', `/v1/bookings?limit=1${query}`, { user: 'ada' });
    const first = await ask('&status=confirmed');
    expect(first.items).toEqual([{ title: 'first' }]);
    const second = await ask(`&status=confirmed&cursor=${first.next}`);
    expect(second.items).toEqual([{ title: 'second' }]);
    expect(await ask(`&status=confirmed&cursor=${second.next}`)).toEqual({ items: [] });
    const cut = await ask('&conflicts=false&guest=gina@example.org');
    expect(cut).toMatchObject({ items: [{ title: 'first' }] });
  });

  it.each(['ada', 'ben'])('comes in pages for %s, each item once', async (user) => {
    const Page = z.object({ items: z.array(z.object({ title: z.string() })), next: z.string().optional() });
    const found: string[] = [];
    let cursor = '';
    do {
      const page = await hub().ask(Page, 'GET', `/v1/bookings?limit=2${cursor}`, { user });
      found.push(...page.items.map(({ title }) => title));
      cursor = page.next === undefined ? '' : `&cursor=${page.next}`;
    } while (cursor !== '');
    expect(found).toEqual(await titles('', user));
  });

  it.each([
    ['?cursor=nonsense', [400, 'invalid_cursor', undefined]],
    ['?limit=0', [422, 'invalid_request', 'limit']],
    ['?limit=101', [422, 'invalid_request', 'limit']],
    ['?from=yesterday', [422, 'invalid_request', 'from']],
    ['?from=2027-02-30T10:00:00Z', [422, 'invalid_request', 'from']],
    ['?to=2027-01-04T08:00:00Z', [422, 'invalid_request', 'to']],
    ['?to=2029-01-01T00:00:00Z', [422, 'invalid_request', 'to']],
    ['?status=open', [422, 'invalid_request', 'status']],
    ['?conflicts=maybe', [422, 'invalid_request', 'conflicts']],
    ['?location=moon', [422, 'invalid_request', 'location']],
    ['?sort=title', [422, 'invalid_request', 'sort']],
  ])('refuses %s', async (query, wanted) => {
    const { status, body } = await hub().call('GET', `/v1/bookings${query}`, { user: 'ada' });
    const { code, errors } = Problem.parse(body);
    expect([status, code, errors?.[0]?.field]).toEqual(wanted);
  });
});
