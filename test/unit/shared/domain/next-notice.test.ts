import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Told } from '../../../../events/stored/notice.ts';
import { nextNotice } from '../../../../shared/domain/next-notice.ts';

const told = (over: Partial<Told> = {}): Told => ({
  status: 'confirmed',
  revision: 1,
  title: 'Intro',
  start: '2027-01-05T10:00:00.000Z',
  end: '2027-01-05T11:00:00.000Z',
  place: 'Google Meet',
  joinUrl: 'https://meet.google.com/a',
  invited: false,
  ...over,
});
const { joinUrl: _, ...withoutLink } = told();
const { place: __, ...withoutPlace } = told();

describe('the next mail to somebody', () => {
  it.each([
    ['is a confirmation for who never heard of it', undefined, told(), 'confirmation'],
    ['is none for who never heard of what is cancelled', undefined, told({ status: 'cancelled' }), undefined],
    ['is a cancellation for who believes in it', told(), told({ status: 'cancelled' }), 'cancellation'],
    [
      'is a confirmation for who was told that it is cancelled',
      told({ status: 'cancelled' }),
      told(),
      'confirmation',
    ],
    [
      'is none for who knows that it is cancelled',
      told({ status: 'cancelled' }),
      told({ status: 'cancelled', title: 'x' }),
      undefined,
    ],
    [
      'is a reschedule after another start',
      told(),
      told({ start: '2027-01-05T10:30:00.000Z' }),
      'reschedule',
    ],
    [
      'is a reschedule after another end, even with a new title',
      told(),
      told({ end: '2027-01-05T12:00:00.000Z', title: 'x' }),
      'reschedule',
    ],
    ['is an update after another title', told(), told({ title: 'Outro' }), 'update'],
    ['is an update after another place', told(), told({ place: 'Room 4' }), 'update'],
    ['is an update where a place was left out', told(), withoutPlace, 'update'],
    ['is the link that came later', withoutLink, told(), 'link'],
    ['is the link that replaced another', told(), told({ joinUrl: 'https://meet.google.com/b' }), 'link'],
    ['is an update where the link was lost', told(), withoutLink, 'update'],
    [
      'is none where nothing differs but the revision',
      told(),
      told({ revision: 9, invited: true }),
      undefined,
    ],
    ['is an update for a host whose guest declines', told(), told({ declined: { jan: true } }), 'update'],
    [
      'is an update for a host whose guest comes after all',
      told({ declined: { jan: true } }),
      told({ declined: { jan: false } }),
      'update',
    ],
    [
      'is an update for a guest who meets somebody else now',
      told({ hosts: ['ben', 'ada'] }),
      told({ hosts: ['chloe', 'ada'] }),
      'update',
    ],
    [
      'is none for a guest who meets one more, or one less',
      told({ hosts: ['ben', 'ada'] }),
      told({ hosts: ['ben'] }),
      undefined,
    ],
    ['is none for a guest who was not told whom they meet', told(), told({ hosts: ['ben'] }), undefined],
    ['is none for a host whose guest accepts', told(), told({ declined: { jan: false } }), undefined],
    [
      'is none of a guest who declined and is a guest no more',
      told({ declined: { jan: true } }),
      told({ declined: { eva: false } }),
      undefined,
    ],
  ])('%s', (_name, before, now, kind) => {
    expect(nextNotice(before, now)?.kind).toBe(kind);
  });

  it('names what the reader believes, so that the mail can correct it', () => {
    expect(nextNotice(told(), told({ title: 'Outro' }))).toEqual({ kind: 'update', previous: told() });
    expect(nextNotice(undefined, told())).toEqual({ kind: 'confirmation' });
  });
});

const truth = fc
  .record({
    status: fc.constantFrom('confirmed' as const, 'cancelled' as const),
    title: fc.constantFrom('Intro', 'Outro'),
    start: fc.constantFrom('2027-01-05T10:00:00.000Z', '2027-01-05T12:00:00.000Z'),
    place: fc.option(fc.constantFrom('Google Meet', 'Room 4'), { nil: undefined }),
    joinUrl: fc.option(fc.constantFrom('https://a.example', 'https://b.example'), { nil: undefined }),
  })
  .map((over) => told({ ...over, place: over.place, joinUrl: over.joinUrl } as Partial<Told>));

const visible = ({ status, title, start, end, place, joinUrl }: Told) =>
  status === 'cancelled' ? { status } : { status, title, start, end, place, joinUrl };

it('brings everybody to the final state with one mail, or none, however many states came before', () => {
  fc.assert(
    fc.property(fc.option(truth, { nil: undefined }), fc.array(truth, { minLength: 1 }), (before, states) => {
      const [last] = states.slice(-1);
      if (last === undefined) return;
      const mail = nextNotice(before, last);
      const believed = mail ? last : before;
      if (believed) expect(visible(believed)).toEqual(visible(last));
      else expect(last.status).toBe('cancelled');
      if (mail) expect(nextNotice(last, last)).toBeUndefined();
    }),
  );
});
