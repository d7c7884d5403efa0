import type { Person } from '../../events/stored/person.ts';

type Kind = 'confirmation' | 'reschedule' | 'update' | 'link' | 'cancellation';

/** What mails about several meetings of a series say beside the words of any mail. */
export interface SeriesWords {
  readonly subject: (kind: Kind, title: string, count: number) => string;
  readonly headline: Readonly<Record<Kind, (count: number) => string>>;
  /** What happened, to a guest; `host` organizes. */
  readonly guest: Readonly<Record<Kind, (count: number, host: string) => string>>;
  readonly host: Readonly<Record<Kind, (count: number) => string>>;
  readonly cancelledBy: (name: string, count: number) => string;
  readonly cancelledByYou: (count: number) => string;
  readonly before: (time: string) => string;
  readonly zone: string;
  readonly ownPages: string;
}

const ENGLISH: SeriesWords = {
  subject: (kind, title, count) => {
    const prefix = {
      confirmation: 'Confirmed',
      reschedule: 'Rescheduled',
      update: 'Updated',
      link: 'Join links',
      cancellation: 'Cancelled',
    };
    return `${prefix[kind]}: ${title} (${count} meetings)`;
  },
  headline: {
    confirmation: (count) => `Your ${count} meetings are confirmed`,
    reschedule: (count) => `${count} of your meetings have a new time`,
    update: (count) => `${count} of your meetings have changed`,
    link: (count) => `The links to ${count} of your meetings are here`,
    cancellation: (count) => `${count} of your meetings are cancelled`,
  },
  host: {
    confirmation: (count) => `A series of ${count} meetings with you has been booked.`,
    reschedule: (count) => `${count} meetings of a series of yours have been moved.`,
    update: (count) =>
      `Something about ${count} meetings of a series of yours has changed. This is how they stand now.`,
    link: (count) => `These are the links to join ${count} meetings of a series of yours.`,
    cancellation: (count) =>
      `${count} meetings of a series of yours have been cancelled. They will not take place.`,
  },
  guest: {
    confirmation: (count, host) => `A series of ${count} meetings with ${host} is confirmed.`,
    reschedule: (count, host) => `${count} meetings of your series with ${host} have been moved.`,
    update: (count, host) =>
      `Something about ${count} meetings of your series with ${host} has changed. This is how they stand now.`,
    link: (count, host) => `These are the links to join ${count} meetings of your series with ${host}.`,
    cancellation: (count, host) =>
      `${count} meetings of your series with ${host} have been cancelled. They will not take place.`,
  },
  cancelledBy: (name, count) =>
    `${name} has cancelled ${count} meetings of this series. They will not take place.`,
  cancelledByYou: (count) => `You have cancelled ${count} meetings of this series. They will not take place.`,
  before: (time) => `Before: ${time}`,
  zone: 'Times',
  ownPages: 'Each meeting has a page of its own, where you see it, answer or cancel it.',
};

const CZECH: SeriesWords = {
  subject: (kind, title, count) => {
    const prefix = {
      confirmation: 'Potvrzeno',
      reschedule: 'Přesunuto',
      update: 'Změněno',
      link: 'Odkazy',
      cancellation: 'Zrušeno',
    };
    return `${prefix[kind]}: ${title} (počet schůzek: ${count})`;
  },
  headline: {
    confirmation: () => 'Vaše schůzky jsou potvrzeny',
    reschedule: () => 'Vaše schůzky mají nový čas',
    update: () => 'Vaše schůzky se změnily',
    link: () => 'Odkazy na vaše schůzky',
    cancellation: () => 'Vaše schůzky jsou zrušeny',
  },
  host: {
    confirmation: (count) => `byly s vámi domluveny opakované schůzky. Je jich ${count}.`,
    reschedule: (count) => `některé z vašich opakovaných schůzek se přesouvají. Je jich ${count}.`,
    update: (count) =>
      `na některých z vašich opakovaných schůzek se něco změnilo. Níže najdete, co platí teď. Je jich ${count}.`,
    link: (count) => `posíláme odkazy, kterými se připojíte k opakovaným schůzkám. Je jich ${count}.`,
    cancellation: (count) =>
      `některé z vašich opakovaných schůzek jsou zrušeny a nekonají se. Je jich ${count}.`,
  },
  guest: {
    confirmation: (count, host) =>
      `vaše opakované schůzky jsou potvrzeny. Je jich ${count}, pořádá je ${host}.`,
    reschedule: (count, host) =>
      `některé z vašich opakovaných schůzek se přesouvají. Je jich ${count}, pořádá je ${host}.`,
    update: (count, host) =>
      `na některých z vašich opakovaných schůzek se něco změnilo. Níže najdete, co platí teď. Je jich ${count}, pořádá je ${host}.`,
    link: (count, host) =>
      `posíláme odkazy, kterými se připojíte k opakovaným schůzkám. Je jich ${count}, pořádá je ${host}.`,
    cancellation: (count, host) =>
      `některé z vašich opakovaných schůzek jsou zrušeny a nekonají se. Je jich ${count}, pořádá je ${host}.`,
  },
  cancelledBy: (name, count) =>
    `tyto schůzky jsou zrušeny a nekonají se. Je jich ${count}. Kdo je zrušil: ${name}.`,
  cancelledByYou: (count) => `zrušili jste opakované schůzky. Nekonají se a je jich ${count}.`,
  before: (time) => `Původně: ${time}`,
  zone: 'Časy',
  ownPages: 'Každá schůzka má svou stránku, kde ji uvidíte, odpovíte na ni nebo ji zrušíte.',
};

const CATALOGUES: Readonly<Record<Person['locale'], SeriesWords>> = { en: ENGLISH, cs: CZECH };

/** The catalogue of a language. */
export const seriesWordsOf = (locale: Person['locale']): SeriesWords => CATALOGUES[locale];
