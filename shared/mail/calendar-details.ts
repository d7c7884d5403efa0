import type { Told } from '../../events/stored/notice.ts';

/** Where a meeting is and what it is about, as an event says it: calendars make the link of the place a button. */
export const calendarDetails = ({ joinUrl, place }: Told, about: string | undefined) => {
  const description = [joinUrl, about].filter((text) => text !== undefined && text !== '').join('\n\n');
  const location = joinUrl ?? place;
  return {
    ...(location && { location }),
    ...(description && { description }),
    ...(joinUrl && { url: joinUrl }),
  };
};
