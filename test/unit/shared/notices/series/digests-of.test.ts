import { describe, expect, it } from 'vitest';
import { OrgSettings } from '../../../../../events/stored/org-settings.ts';
import type { Situation, Task } from '../../../../../shared/notices/read-situation.ts';
import { digestsOf } from '../../../../../shared/notices/series/digests-of.ts';
import { AT, aBooking } from '../../../../support/a-booking.ts';

const task = (person: string, email = 'gina@example.org'): Task => ({
  reader: {
    ...{ person, role: 'guest', present: true, served: false },
    to: { email, name: 'Gina', zone: 'UTC', locale: 'en' },
  },
  notice: undefined,
  step: {
    do: 'send',
    mail: {
      ...{ kind: 'confirmation', sequence: 0, attempt: 1 },
      told: { status: 'confirmed', revision: 1, title: 'Intro', start: AT, end: AT, invited: true },
    },
  },
});

const meeting = (id: number, tasks: readonly Task[]): Situation => ({
  ...{ booking: aBooking({ id: `bkg_${id}` }), people: [], tasks, at: AT },
  settings: OrgSettings.parse({ v: 1, org: 'acme', version: 0 }),
});

describe('what each address is to hear of several meetings', () => {
  it('is as much as one transaction can claim: somebody who was taken off a year of meetings and put back hears it in two mails', () => {
    const year = Array.from({ length: 52 }, (_, id) => meeting(id, [task('guest:old'), task('guest:new')]));
    const [digest, ...others] = digestsOf(year);
    expect(others).toEqual([]);
    expect(digest?.news).toHaveLength(90);
    expect(digest?.news.at(-1)?.situation.booking.id).toBe('bkg_44');
    expect(digestsOf(year.slice(45))[0]?.news).toHaveLength(14);
  });

  it('is not of one meeting alone', () => {
    const both = [task('guest:old'), task('guest:new'), task('host:ben', 'Ben@acme.example')];
    expect(digestsOf([meeting(1, both), meeting(2, [task('host:ben', 'ben@acme.example')])])).toMatchObject([
      { address: 'ben@acme.example', news: [{}, {}] },
    ]);
  });
});
