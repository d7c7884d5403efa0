import { describe, expect, test } from 'vitest';
import { Activity } from '../../../../events/stored/activity.ts';
import { Transition } from '../../../../events/stored/transition.ts';
import { tellHistory } from '../../../../shared/domain/tell-history.ts';
import { AT } from '../../../support/a-booking.ts';

const nameOf = (person: string): string => (person === 'guest:gst_1' ? 'Gina' : 'Ben');
const common = { v: 1, id: 'act_1', org: 'acme', subject: 'bkg_1', at: AT, version: 1, trace: 't' } as const;
const system = { kind: 'system' } as const;

const kindOf = (type: string) => (type.startsWith('mail.') ? 'mail' : 'provider');
const outcomes = [undefined, ...(Activity.shape.outcome.unwrap().options ?? [])];

describe('a line of the history', () => {
  test.each(Activity.shape.type.options)('%s is told in a sentence, whatever came of it', (type) => {
    for (const outcome of outcomes) {
      const what = { platform: 'google_calendar', userId: 'ben', person: 'guest:gst_1', outcome };
      const text = tellHistory({ ...common, kind: kindOf(type), type, actor: system, ...what }, nameOf);
      expect(text).toMatch(/^[A-Z].* .*\.$/u);
      expect(text).not.toMatch(/undefined|act_|gst_/u);
    }
  });

  test.each(Transition.shape.type.options)('%s is told with who did it', (type) => {
    const told = (actor: Transition['actor']) => tellHistory({ ...common, type, actor }, nameOf);
    expect(told({ kind: 'user', id: 'ben' })).toMatch(/^Ben .*\.$/u);
    expect(told({ kind: 'guest', id: 'gst_1' })).toMatch(/^Gina \(guest\) .*\.$/u);
    expect(told({ kind: 'provider', id: 'ben' })).toMatch(/^Somebody .* in the calendar of Ben\.$/u);
    expect(told(system)).toMatch(/^The hub .*\.$/u);
  });

  test('what a newer version wrote is told by its name', () => {
    expect(tellHistory({ ...common, kind: 'wait', type: 'event.dreamt', actor: system }, nameOf)).toBe(
      'event.dreamt.',
    );
    expect(tellHistory({ ...common, type: 'booking.dreamt', actor: system }, nameOf)).toBe(
      'The hub did: booking.dreamt.',
    );
  });
});
