import type { WantedMeeting } from '../../ports/conference-provider.ts';

/** https://developers.zoom.us/docs/api/meetings/ */
const TOPIC_CHARACTERS = 200;
const MINUTE_MS = 60_000;
/** Settings of Zoom's: nobody registers, or everybody is let in who does. */
const APPROVAL = { none: 2, automatic: 0 } as const;

/** At the beginning of the agenda: lists cut it. */
const MARK = /^\[ref (?<reference>[\w.-]{1,100})\]/u;

/** Our reference, where an agenda begins with one. */
export const referenceOf = (agenda: string): string | undefined => MARK.exec(agenda)?.groups?.reference;

/** Neither offsets nor milliseconds are forms of a time there. */
const zoomTime = (instant: string): string => new Date(instant).toISOString().replace(/\.\d{3}Z$/u, 'Z');

const minutesOf = ({ start, end }: Pick<WantedMeeting, 'start' | 'end'>): number =>
  Math.max(1, Math.ceil((Date.parse(end) - Date.parse(start)) / MINUTE_MS));

/** By characters, not by halves of them. */
const topicOf = (title: string): string => {
  const characters = [...new Intl.Segmenter().segment(title)].map(({ segment }) => segment);
  let topic = '';
  for (const each of characters) {
    if (topic.length + each.length > TOPIC_CHARACTERS) break;
    topic += each;
  }
  return topic;
};

type Times = Pick<WantedMeeting, 'title' | 'start' | 'end' | 'zone'>;

/** What moves a meeting: the three fields of its time go together. */
export const changeBody = (wanted: Times) => ({
  topic: topicOf(wanted.title),
  start_time: zoomTime(wanted.start),
  timezone: wanted.zone,
  duration: minutesOf(wanted),
});

/** Our own mail tells the guest. */
export const registrationSettings = (isOpen: boolean) => ({
  approval_type: isOpen ? APPROVAL.automatic : APPROVAL.none,
  registrants_email_notification: false,
  registrants_confirmation_email: false,
});

/** A scheduled meeting with a number of its own, of which Zoom tells nobody. */
export const createBody = (wanted: WantedMeeting) => ({
  ...changeBody(wanted),
  type: 2,
  agenda: `[ref ${wanted.reference}]`,
  settings: {
    use_pmi: false,
    ...registrationSettings(wanted.registers),
    email_notification: false,
  },
});
