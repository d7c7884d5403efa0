import { setDeclineRule } from './declining.ts';
import { offered } from './event-type.ts';
import type { TortureWorld } from './torture-world.ts';

const HOSTS = ['ada', 'ben', 'chloe', 'dan'] as const;

/** Every day, as long as meetings are made in a storm. */
const SCHEDULE = {
  zone: 'UTC',
  hours: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '09:00', to: '12:00' })),
  dates: [],
  bufferBefore: 'PT0M',
  bufferAfter: 'PT0M',
  notice: 'PT0M',
  horizon: 'P60D',
};

const hosts = (...ids: string[]) => ids.map((userId) => ({ userId }));

/** Two whose hosts take turns, one of them at Zoom, and one that needs three worlds at once. */
const OFFERS = [
  { title: 'Tour', kind: 'round_robin', hosts: hosts(...HOSTS), location: { kind: 'in_person' } },
  { title: 'Demo', kind: 'round_robin', hosts: hosts('ben', 'dan'), location: { kind: 'zoom' } },
  { title: 'Panel', kind: 'collective', hosts: hosts('ada', 'ben', 'dan'), location: { kind: 'zoom' } },
];

/** What guests can book, the hours of whom they meet, and what follows when those decline. */
export const openOffers = async ({ hub, offers, pick }: TortureWorld): Promise<void> => {
  await setDeclineRule(hub, pick(['keep', 'reassign', 'reassign', 'cancel']));
  for (const user of HOSTS)
    await hub.call('PUT', `/v1/users/${user}/availability`, { user: 'ada', body: SCHEDULE });
  for (const one of OFFERS) offers.push((await offered(hub, { ...one, durations: ['PT1H'] })).id);
};
