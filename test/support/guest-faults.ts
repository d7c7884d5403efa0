import { GuestPage } from '../../events/http/guest-page.ts';
import { readBooking } from './meeting.ts';
import type { Pass, TortureWorld } from './torture-world.ts';

/** What a guest may have said last: answers that nobody heard of may have counted, and of those given at once either. */
const lastAnswers = ({ said }: Pass): string[] => {
  const heard = said.filter(({ status }) => status === 200);
  const isLast = ({ ended = Number.POSITIVE_INFINITY }: Pass['said'][number]): boolean =>
    !heard.some(({ begun }) => begun > ended);
  return [
    ...(heard.length === 0 ? ['needs_action'] : []),
    ...said
      .filter(({ status }) => status === undefined || status === 200)
      .filter(isLast)
      .map(({ answer }) => answer),
  ];
};

const passFaults = async ({ hub }: TortureWorld, pass: Pass): Promise<string[]> => {
  const { id, email, path } = pass;
  const { guests, status } = await readBooking(hub, id);
  const shown = guests.find((guest) => guest.email === email)?.rsvp;
  // Whoever was taken off has no say any more.
  if (shown === undefined) return [];
  const answers = lastAnswers(pass);
  const page = await hub.call('GET', path, { headers: { accept: 'application/json' } });
  const seen = page.status === 200 ? GuestPage.parse(page.body).booking.status : `${page.status}`;
  const isOff = status === 'confirmed' && shown === 'declined';
  return [
    ...(answers.includes(shown)
      ? []
      : [`${id}: ${email} said ${answers.join(' or ')}, and it shows ${shown}`]),
    ...(seen === status || (isOff && seen === 'declined')
      ? []
      : [`${id} is ${status}, and the page of ${email} says ${seen}`]),
  ];
};

/** What guests were told that does not hold: their answers, their pages, and meetings that were said to be cancelled. */
export const guestFaults = async (world: TortureWorld): Promise<string[]> => {
  const { hub, passes, series } = world;
  const faults: string[] = [];
  for (const pass of passes) faults.push(...(await passFaults(world, pass)));
  for (const { ids, cancelledFrom = ids.length } of series)
    for (const id of ids.slice(cancelledFrom)) {
      const { status } = await readBooking(hub, id);
      if (status !== 'cancelled') faults.push(`${id} is ${status}, and was said to be cancelled`);
    }
  return faults;
};
