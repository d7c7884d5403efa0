interface Meeting {
  readonly title: string;
  /** UTC instants. */
  readonly start: string;
  readonly end: string;
  readonly place?: string | undefined;
  readonly joinUrl?: string | undefined;
  readonly description?: string | undefined;
}

/** Calendars take a page's address, and browsers only some thousand characters of it. */
const MOST_CHARACTERS = 1000;

const basic = (instant: string): string => instant.replaceAll(/[-:]|\.\d{3}/gu, '');

const textOf = ({ joinUrl, description }: Meeting): string =>
  [joinUrl, description?.trim().slice(0, MOST_CHARACTERS)].filter((part) => part).join('\n\n');

const link = (page: string, query: Readonly<Record<string, string>>): string => {
  const said = Object.entries(query).filter(([, value]) => value !== '');
  return `${page}?${new URLSearchParams(said)}`.replaceAll('+', '%20');
};

const outlook = (host: string, meeting: Meeting): string =>
  link(`https://${host}/calendar/0/deeplink/compose`, {
    path: '/calendar/action/compose',
    rru: 'addevent',
    subject: meeting.title,
    startdt: meeting.start,
    enddt: meeting.end,
    location: meeting.place ?? '',
    body: textOf(meeting),
  });

/** Pages of calendars on the web that add this meeting once their owner says so. */
export const calendarLinks = (meeting: Meeting) => ({
  google: link('https://calendar.google.com/calendar/render', {
    action: 'TEMPLATE',
    text: meeting.title,
    dates: `${basic(meeting.start)}/${basic(meeting.end)}`,
    location: meeting.place ?? '',
    details: textOf(meeting),
  }),
  outlook: outlook('outlook.live.com', meeting),
  office: outlook('outlook.office.com', meeting),
});
