import type { LetterWords } from './letter-words.ts';

const PREFIX = {
  confirmation: 'Confirmed',
  reschedule: 'Rescheduled',
  update: 'Updated',
  link: 'Join link',
  reminder: 'Reminder',
  cancellation: 'Cancelled',
} as const;

export const ENGLISH: LetterWords = {
  subject: (kind, title) => `${PREFIX[kind]}: ${title}`,
  headline: {
    confirmation: 'Your meeting is confirmed',
    reschedule: 'Your meeting has a new time',
    update: 'Your meeting has changed',
    link: 'The link to your meeting is here',
    reminder: 'A reminder of your meeting',
    cancellation: 'Your meeting is cancelled',
  },
  hello: (name) => `Hello ${name},`,
  guest: {
    confirmation: (host) => `Your meeting with ${host} is confirmed.`,
    reschedule: (host) => `Your meeting with ${host} has been moved to another time.`,
    update: (host) => `Something about your meeting with ${host} has changed. This is how it stands now.`,
    link: (host) => `This is the link to join your meeting with ${host}.`,
  },
  host: {
    confirmation: 'A meeting with you has been booked.',
    reschedule: 'A meeting of yours has been moved to another time.',
    update: 'Something about a meeting of yours has changed. This is how it stands now.',
    link: 'This is the link to join your meeting.',
  },
  reminder: {
    guest: (host, when) => `Your meeting with ${host} starts ${when}.`,
    host: (when) => `A meeting of yours starts ${when}.`,
  },
  movedBy: (name) => `${name} has moved this meeting to another time.`,
  movedByYou: 'You have moved this meeting to another time.',
  nowWith: (hosts) => `You now meet ${hosts}.`,
  leftAlone: {
    headline: 'You declined, and it still stands',
    intro:
      'You have declined this meeting in your calendar. It still stands, and your guests count on you: cancel it, or let a colleague host it.',
  },
  declinedBy: (name) => `${name} cannot come, so this meeting is cancelled. It will not take place.`,
  declinedByYou: 'You have declined this meeting, so it is cancelled. It will not take place.',
  gone: (names) => `${names} cannot come`,
  back: (names) => `${names} can come after all`,
  stands: 'The meeting itself stands: cancel or move it if you want to.',
  linkGone: 'The earlier link to join no longer works.',
  cancelledBy: (name) => `${name} has cancelled this meeting. It will not take place.`,
  cancelledByYou: 'You have cancelled this meeting. It will not take place.',
  cancelled: 'This meeting has been cancelled. It will not take place.',
  takenOff: 'You no longer take part in this meeting: it was taken out of your plans.',
  labels: {
    what: 'Meeting',
    when: 'When',
    before: 'Before',
    place: 'Where',
    link: 'Join',
    hosts: 'With',
    guests: 'Guests',
    about: 'About',
    reason: 'Reason',
  },
  linkFollows: 'The link to join is still being made: it follows in another mail.',
  linkFailed: 'The link to join could not be made yet.',
  noLink: (platform) =>
    `${platform} made no link to join: the account that organizes this meeting may not have a licence for it. The meeting stands; choose another place for it, or another host.`,
  sharedLink:
    'All guests share one link: the Zoom account that makes it could not give each of them one of their own. That needs a paid Zoom plan and the permission to register guests.',
  addToCalendar: 'If it does not show in your calendar by itself, open the attached invite.ics.',
  notConnected:
    'You have not connected a calendar, so this invitation comes by mail from our address. You are not its organizer there: you cannot change it in your calendar, nor see there who accepted. Connect your calendar in the integrations to have all of that.',
  buttons: {
    join: 'Join the meeting',
    show: 'Show meeting',
    reschedule: 'Change time',
    cancel: 'Cancel meeting',
    connect: 'Connect calendar',
  },
  answers: {
    question: 'Will you come?',
    accepted: 'Yes',
    tentative: 'Maybe',
    declined: 'No',
  },
  late: {
    cancel: 'It is too late to cancel this meeting on its page: reply to this mail instead.',
    move: 'It is too late to change the time of this meeting on its page: reply to this mail instead.',
    both: 'It is too late to change or cancel this meeting on its page: reply to this mail instead.',
  },
  cancelHint: 'Opening a link changes nothing: you are asked first.',
  help: 'Questions? Contact',
  reference: 'Booking',
  sentBy: (brand) => `Sent by ${brand} because this meeting concerns you.`,
  via: (host, brand) => `${host} via ${brand}`,
};
