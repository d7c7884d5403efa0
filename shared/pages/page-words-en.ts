import type { PageWords } from './page-words.ts';

export const ENGLISH_PAGES: PageWords = {
  unknown: {
    title: 'This link leads nowhere',
    text: 'Perhaps a part of it was lost on the way.\nOpen the link from the latest mail about your meeting, or copy it whole into the address line.',
  },
  expired: {
    title: 'This link has expired',
    text: 'Links to a meeting work until 30 days after it. The meeting of this one is long over.',
  },
  takenOff: {
    title: 'You no longer take part',
    text: 'You were taken off this meeting, so there is nothing left to do here.',
  },
  failed: {
    title: 'That did not work',
    text: 'Nothing was changed. Please try again in a moment; if it happens again, tell us the reference below.',
  },
  over: {
    title: 'This meeting is over',
    text: 'It has already taken place, so it cannot be cancelled any more.',
  },
  overUnanswered: {
    title: 'This meeting is over',
    text: 'It has already taken place, so there is nothing left to answer.',
  },
  misread: {
    title: 'That did not work',
    text: 'Nothing was changed: what arrived is not what the button of this page sends.\nOpen the page again and press its button there.',
  },
  askCancel: { title: 'Cancel this meeting?', text: 'Nothing is cancelled until you press the button.' },
  askDecline: {
    title: 'Can you not come?',
    text: 'Nothing happens until you press the button. The meeting takes place without you; the host is told.',
  },
  cancelled: {
    title: 'Your meeting is cancelled',
    text: 'It will not take place.',
  },
  alreadyCancelled: {
    title: 'This meeting is already cancelled',
    text: 'It will not take place. There is nothing left to do.',
  },
  declined: {
    title: 'You have declined',
    text: 'The host is told that you are not coming. The meeting takes place without you.',
  },
  alreadyDeclined: {
    title: 'You have already declined',
    text: 'The host sees that you are not coming. There is nothing left to do.',
  },
  movedSince: 'The time has changed since you opened this page. Please look again before you decide.',
  status: {
    confirmed: 'Confirmed',
    cancelled: 'Cancelled',
    declined: 'You have declined',
    over: 'Over',
    held: 'Held for you',
    draft: 'Not confirmed yet',
    released: 'Let go',
  },
  labels: { when: 'When', place: 'Where', hosts: 'With', link: 'Join', about: 'About' },
  linkFollows: 'The link to join follows by mail.',
  reason: { label: 'Reason', hint: '(optional, the host reads it)' },
  buttons: {
    cancel: 'Cancel meeting',
    decline: 'Decline',
    keep: 'Keep it',
    join: 'Join the meeting',
    show: 'Show meeting',
    toCancel: 'Cancel meeting…',
    toDecline: 'I cannot come…',
  },
};
