/** One VEVENT as a reader wants it. */
export interface CalendarView {
  readonly summary: string;
  readonly starts: string;
  readonly ends: string;
  readonly location: string | undefined;
  readonly organizer: string;
  readonly attendees: readonly string[];
  readonly status: string | undefined;
  readonly sequence: string;
  readonly uid: string;
}
interface Line {
  readonly name: string;
  readonly params: Record<string, string>;
  readonly value: string;
}

/** RFC 5545: a line that begins with white space goes on from the one before. */
const lines = (calendar: string): string[] => calendar.replaceAll(/\r?\n[ \t]/g, '').split(/\r?\n/);

const read = (line: string): Line => {
  const [, head = '', value = ''] = /^((?:[^":]|"[^"]*")*):(.*)$/s.exec(line) ?? [];
  const [name = '', ...params] = head.match(/(?:[^";]|"[^"]*")+/g) ?? [];
  const named = params.map((param) => param.split(/=(.*)/s).slice(0, 2));
  return {
    name: name.toUpperCase(),
    params: Object.fromEntries(
      named.map(([key = '', text = '']) => [key.toUpperCase(), text.replaceAll('"', '')]),
    ),
    value: value.replaceAll(/\\n/gi, '\n').replaceAll(/\\([,;\\])/g, '$1'),
  };
};

const when = ({ value, params }: Line): string => {
  const [, year, month, day, hour, minute, utc] =
    /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})\d{2}(Z?))?$/.exec(value) ?? [];
  if (!year) return value;
  const date = `${year}-${month}-${day}`;
  return hour ? `${date} ${hour}:${minute} ${utc ? 'UTC' : (params.TZID ?? 'local time')}` : date;
};

const person = ({ value, params }: Line): string => {
  const address = value.replace(/^mailto:/i, '');
  const who = params.CN ? `${params.CN} <${address}>` : address;
  return params.PARTSTAT ? `${who}, ${params.PARTSTAT.toLowerCase().replaceAll('-', ' ')}` : who;
};

const NOTHING: Line = { name: '', params: {}, value: '' };

/** The first event of a calendar part, or undefined where there is none. */
export const calendarView = (calendar: string): CalendarView | undefined => {
  const all = lines(calendar);
  const begin = all.indexOf('BEGIN:VEVENT');
  if (begin < 0) return undefined;
  const event = all.slice(begin, all.indexOf('END:VEVENT', begin)).map(read);
  const first = (name: string): Line => event.find((line) => line.name === name) ?? NOTHING;
  return {
    summary: first('SUMMARY').value,
    starts: when(first('DTSTART')),
    ends: when(first('DTEND')),
    location: first('LOCATION').value || undefined,
    organizer: person(first('ORGANIZER')),
    attendees: event.filter(({ name }) => name === 'ATTENDEE').map(person),
    status: first('STATUS').value || undefined,
    sequence: first('SEQUENCE').value || '0',
    uid: first('UID').value,
  };
};
