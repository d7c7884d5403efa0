import type { GuestWords } from './guest-words.ts';

export const ENGLISH_GUEST: GuestWords = {
  held: (until) =>
    `This time is held for you until ${until}. It becomes a meeting once you confirm it on the page where you chose it.`,
  notConfirmed: 'This meeting is not confirmed yet. You get a mail as soon as it is.',
  booked: 'Your meeting is booked. We send you a mail with everything, and with a link to this page.',
  released: 'The time was held for you and has been let go. Nothing is booked.',
  letGo: {
    open: 'Let it go…',
    ask: { title: 'Let this time go?', text: 'Nothing happens until you press the button.' },
    button: 'Let it go',
    done: { title: 'This time is let go', text: 'Others can book it now. Nothing is booked for you.' },
  },
  brought: 'You bring along',
  answer: {
    label: 'Your answer',
    question: 'Will you come?',
    text: 'The host sees your answer. You can change it until the meeting is over.',
    inertText: 'Nothing is sent until you press a button. The host sees your answer, and you can change it.',
    said: { needs_action: 'None yet', accepted: 'Yes', tentative: 'Maybe', declined: 'No' },
    buttons: { accepted: 'Yes, I will come', tentative: 'Maybe', declined: 'No, I cannot come' },
    done: {
      accepted: { title: 'You said yes', text: 'The host sees that you will come.' },
      tentative: { title: 'You said maybe', text: 'The host sees that you may come.' },
      declined: {
        title: 'You said no',
        text: 'The host is told that you are not coming. The meeting itself stands.',
      },
    },
    notConfirmed: {
      title: 'This meeting is not confirmed yet',
      text: 'There is nothing to answer so far. You get a mail as soon as it is confirmed.',
    },
  },
  add: {
    title: 'Add to your calendar',
    google: 'Google Calendar',
    outlook: 'Outlook.com',
    office: 'Outlook at work or school',
    file: 'Calendar file (.ics)',
  },
  zone: { title: 'Show times in another time zone', label: 'Time zone', button: 'Show', other: 'Others' },
  late: {
    cancel: {
      title: 'It is too late to cancel here',
      text: 'The time until which you could cancel this meeting by yourself is over. Please write to the host; you can also answer that you are not coming.',
    },
    move: {
      title: 'It is too late to change the time here',
      text: 'The time until which you could move this meeting by yourself is over. Please write to the host.',
    },
    instead: {
      cancel: 'It is too late to cancel this meeting here.',
      move: 'It is too late to change the time of this meeting here.',
      both: 'It is too late to change or cancel this meeting here.',
    },
  },
  contact: 'Write to',
  informed: (people) => `Told by mail: ${people}.`,
  you: 'you',
  others: (count) => (count === 1 ? 'another guest' : `${count} other guests`),
  move: {
    open: 'Change time…',
    title: 'Choose a new time',
    text: 'Nothing is moved until you press the button.',
    now: 'Now',
    week: 'Free times',
    earlier: 'Earlier',
    later: 'Later',
    none: 'There is no free time in these seven days.',
    next: 'Next free time:',
    noneAtAll: 'There is no free time within the next three months. Please write to the host.',
    noneLater:
      'There is no free time in these seven days, nor in the three months after them. Look at earlier days.',
    button: 'Move the meeting',
    missing: 'Choose one of the times.',
    taken: 'This time is no longer free. These are the next ones that are.',
    stale:
      'The meeting has been moved since you opened this page. Look at the time that it has now, then choose again if you need another.',
    faultTitle: 'The meeting was not moved',
    before: 'Before',
    done: { title: 'Your meeting has a new time', text: 'It has been moved in the calendars, too.' },
    already: { title: 'Your meeting is at this time already', text: 'There is nothing left to do.' },
    over: {
      title: 'This meeting is over',
      text: 'It has already taken place, so it cannot be moved any more.',
    },
    cancelled: {
      title: 'This meeting is cancelled',
      text: 'It will not take place, so it cannot be moved. You can book another one with the host.',
    },
    notConfirmed: {
      title: 'This meeting is not confirmed yet',
      text: 'It can be moved once it is. If the time does not suit you, let it go and choose another one.',
    },
    notYours: {
      title: 'Only the guest who booked can change the time',
      text: 'Ask them or the host for another time. If this one does not suit you, answer that you are not coming.',
    },
  },
  tooMany: {
    title: 'Too many visits',
    text: 'This page was opened too often in a short time. Nothing was changed. Please try again in a few minutes.',
  },
};
