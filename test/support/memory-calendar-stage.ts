import type { WritingSubject } from './calendar-stage.ts';
import { memoryCalendar } from './memory-calendar.ts';

const GUEST = 'dan@memory.example';

export const memorySubject = (): WritingSubject => ({
  name: 'a calendar in memory',
  joinUrl: /^https:\/\/meet\.example\//u,
  start: () => Promise.resolve(),
  stage: () => {
    const { provider, edit, event, meet } = memoryCalendar();
    return Promise.resolve({
      calendar: provider,
      access: { accessToken: 'token', calendarId: 'primary' },
      guest: GUEST,
      owner: {
        move: async (_id, start, end) =>
          edit({ start: new Date(start).toISOString(), end: new Date(end).toISOString() }),
        accept: async () => {
          const attendees = event()?.attendees ?? [];
          edit({
            attendees: attendees.map((each) => (each.email === GUEST ? { ...each, rsvp: 'accepted' } : each)),
          });
        },
      },
      meet: async (mode) => meet(mode),
    });
  },
  close: () => Promise.resolve(),
});
