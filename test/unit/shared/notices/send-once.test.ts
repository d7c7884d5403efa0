import { expect, test } from 'vitest';
import { sendOnce } from '../../../../shared/notices/send-once.ts';
import type { SendResult } from '../../../../shared/ports/mailer.ts';
import { AT } from '../../../support/a-booking.ts';

const mail = { to: 'grace@guest.example', raw: new Uint8Array(), tag: 'tag-1' };
const paused = new Error('sending is paused');

/** One mail that a mailer answers so, and what was done in which order. */
const sending = async (answer: SendResult | Error, isFree = true) => {
  const done: unknown[] = [];
  const mailer = {
    send: async () => {
      done.push('send');
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  const claim = {
    take: async () => done.push('take') === 1 && isFree,
    end: async (how: object) => done.push(['end', how]),
    doubt: async (fate: object) => done.push(['doubt', fate]),
  };
  const [fate] = await Promise.allSettled([
    sendOnce({ mailer, clock: { now: () => Date.parse(AT) } })(mail, claim),
  ]);
  return { fate, done };
};

test.each<{ readonly answer: SendResult; readonly becomes: object; readonly by: 'end' | 'doubt' }>([
  {
    answer: { outcome: 'sent', messageId: 'ses-1' },
    becomes: { outcome: 'sent', messageId: 'ses-1', told: { state: 'sent', at: AT } },
    by: 'end',
  },
  {
    answer: { outcome: 'refused', reason: 'MessageRejected' },
    becomes: {
      outcome: 'refused',
      reason: 'MessageRejected',
      told: { state: 'failed', at: AT, reason: 'MessageRejected' },
    },
    by: 'end',
  },
  {
    answer: { outcome: 'throttled', retryAfterSeconds: 5 },
    becomes: { outcome: 'throttled', comeAgain: 5 },
    by: 'end',
  },
  {
    answer: { outcome: 'unknown', reason: 'TimeoutError' },
    becomes: { outcome: 'unknown', reason: 'TimeoutError', comeAgain: 181 },
    by: 'doubt',
  },
])('a mail that was $answer.outcome is claimed, sent, and then written down by $by', async (each) => {
  const { fate, done } = await sending(each.answer);
  expect(fate).toEqual({ status: 'fulfilled', value: each.becomes });
  expect(done).toEqual(['take', 'send', [each.by, each.becomes]]);
});

test('what nobody can send is owed again before it is said aloud', async () => {
  const { fate, done } = await sending(paused);
  expect(fate).toEqual({ status: 'rejected', reason: paused });
  expect(done).toEqual(['take', 'send', ['end', { outcome: 'throttled', reason: 'sending_paused' }]]);
});

test('a mail that somebody else has claimed is left to them', async () => {
  const { fate, done } = await sending({ outcome: 'sent', messageId: 'ses-1' }, false);
  expect(fate).toEqual({ status: 'fulfilled', value: { outcome: 'lost' } });
  expect(done).toEqual(['take']);
});
