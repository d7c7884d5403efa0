import { afterEach, describe, expect, test } from 'vitest';
import { deliverTwice } from '../support/deliver-twice.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { mainStory } from '../support/main-story.ts';
import { readBooking, told } from '../support/meeting.ts';

const hub = useHub();
const STORY = ['Cancelled', 'Confirmed', 'Rescheduled', 'Rescheduled']
  .flatMap((kind) => [`ben@acme.example: ${kind}: Intro call`, `gina@example.org: ${kind}: Intro call`])
  .toSorted();

let end = (): void => undefined;
afterEach(() => {
  end();
});

describe('messages that come twice, late or not at all', { timeout: 60_000 }, () => {
  test('the story as it should be', async () => {
    const id = await mainStory(hub(), () => hub().advance('PT1M'));
    expect(await told(hub())).toEqual(STORY);
    expect((await readBooking(hub(), id)).status).toBe('cancelled');
    expect(await endFaults(hub())).toEqual([]);
  });

  test('every message delivered twice changes nothing', async () => {
    end = deliverTwice(hub());
    await mainStory(hub(), () => hub().advance('PT1M'));
    expect(await told(hub())).toEqual(STORY);
    expect(await endFaults(hub())).toEqual([]);
  });

  test('queues that refuse every direct message lose nothing: the sweep brings all of it within two minutes', async () => {
    await mainStory(hub(), async () => {
      hub().aws.queueServer.faults.clear();
      await hub().advance('PT2M');
      hub().aws.queueServer.faults.add({ kind: 'fail', operation: 'SendMessageBatch', times: 3 });
    });
    expect(
      hub()
        .logs()
        .filter((line) => line.includes('booking.enqueue_failed')),
    ).toHaveLength(3);
    // A link that is a minute late follows in a mail of its own.
    expect((await told(hub())).filter((line) => !line.includes('Join link'))).toEqual(STORY);
    expect(await endFaults(hub())).toEqual([]);
  });

  test('transactions that collide three times in ten change nothing', async () => {
    hub().aws.tables.setConflicts(0.3, 7);
    await mainStory(hub(), () => hub().advance('PT5M'));
    hub().aws.tables.setConflicts(0);
    await hub().advance('PT30M');
    expect(await told(hub())).toEqual(STORY);
    expect(await endFaults(hub())).toEqual([]);
  });
});
