import type { CalendarPlatform, Privacy } from '../../events/stored/org-settings.ts';
import type { Person } from '../../events/stored/person.ts';
import { outlookTerms } from './outlook-terms.ts';

/** What connecting a calendar means, in plain words: the same in the letter that asks and on the page where it is decided. */
export interface ConnectTerms {
  readonly privacy: Readonly<Record<Privacy, { readonly name: string; readonly reads: string }>>;
  readonly lists: string;
  readonly writes: (brand: string) => string;
  readonly leaves: string;
}

const ENGLISH: ConnectTerms = {
  privacy: {
    default: {
      name: 'Times and titles',
      reads:
        'When your events are, and the titles of those that are not private. Private events count as busy, no more.',
    },
    full_private: {
      name: 'Times only',
      reads: 'Only when you are busy. Titles, places and people are not even asked for.',
    },
  },
  lists: 'The names of your calendars, so that you can choose which ones count and where bookings go.',
  writes: (brand) =>
    `The meetings that are booked with you through ${brand}, with their Google Meet links; they are moved and removed when they change. Your other events are left alone.`,
  leaves: 'You can disconnect at any time: then everything that was read is deleted.',
};

const CZECH: ConnectTerms = {
  privacy: {
    default: {
      name: 'Časy a názvy',
      reads: 'Kdy máte události, a názvy těch, které nejsou soukromé. U soukromých jen to, že nemáte čas.',
    },
    full_private: {
      name: 'Jen časy',
      reads: 'Pouze to, kdy nemáte čas. Na názvy, místa ani účastníky se vůbec neptáme.',
    },
  },
  lists: 'Názvy vašich kalendářů, abyste si mohli vybrat, které se počítají a kam se schůzky zapisují.',
  writes: (brand) =>
    `Schůzky, které s vámi někdo domluví přes ${brand}, včetně odkazů na Google Meet; když se změní, přesunou se nebo zmizí. Ostatních událostí si nevšímáme.`,
  leaves: 'Odpojit se můžete kdykoli: vše, co jsme přečetli, se pak smaže.',
};

const CATALOGUES: Readonly<Record<Person['locale'], ConnectTerms>> = { en: ENGLISH, cs: CZECH };

/** Of whose calendars. */
export const connectTerms = (locale: Person['locale'], calendar: CalendarPlatform): ConnectTerms =>
  calendar === 'outlook_calendar' ? outlookTerms(locale) : CATALOGUES[locale];
