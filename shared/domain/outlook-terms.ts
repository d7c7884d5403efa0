import type { Person } from '../../events/stored/person.ts';
import type { ConnectTerms } from './connect-terms.ts';

const ENGLISH: ConnectTerms = {
  privacy: {
    default: {
      name: 'Times and titles',
      reads:
        'When your events are, how you answered them, and the titles of those that are not private. Private and confidential events count as busy, no more. Outlook hands over whole events; nothing else of them is kept.',
    },
    full_private: {
      name: 'Times only',
      reads:
        'Only when you are busy: start, end, free or busy, and whether you declined. Titles, places and people are not even asked for.',
    },
  },
  lists:
    'Your address at Microsoft, to show which account is connected, and the names of your calendars, so that you can choose which ones count and where bookings go.',
  writes: (brand) =>
    `The meetings that are booked with you through ${brand}: title, time, place, description, who takes part, and a Microsoft Teams link where one is wanted. They are moved and removed when they change. Your other events are left alone. None of this depends on how much may be read.`,
  leaves:
    'You can disconnect at any time: then everything that was read is deleted. The permission itself ends where Microsoft lists it: myapps.microsoft.com, for personal accounts account.live.com/consent/Manage.',
};

const CZECH: ConnectTerms = {
  privacy: {
    default: {
      name: 'Časy a názvy',
      reads:
        'Kdy máte události, jak jste na ně odpověděli, a názvy těch, které nejsou soukromé. U soukromých a důvěrných jen to, že nemáte čas. Outlook předává celé události; nic dalšího z nich neukládáme.',
    },
    full_private: {
      name: 'Jen časy',
      reads:
        'Pouze to, kdy nemáte čas: začátek, konec, zda je to volno a zda jste odmítli. Na názvy, místa ani účastníky se vůbec neptáme.',
    },
  },
  lists:
    'Vaši adresu u Microsoftu, aby bylo vidět, který účet je připojený, a názvy vašich kalendářů, abyste si mohli vybrat, které se počítají a kam se schůzky zapisují.',
  writes: (brand) =>
    `Schůzky, které s vámi někdo domluví přes ${brand}: název, čas, místo, popis, účastníky a případný odkaz na Microsoft Teams. Když se změní, přesunou se nebo zmizí. Ostatních událostí si nevšímáme. Na tom, kolik smíme číst, to nezávisí.`,
  leaves:
    'Odpojit se můžete kdykoli: vše, co jsme přečetli, se pak smaže. Samotné oprávnění ukončíte tam, kde ho Microsoft vede: myapps.microsoft.com, u osobních účtů account.live.com/consent/Manage.',
};

const CATALOGUES: Readonly<Record<Person['locale'], ConnectTerms>> = { en: ENGLISH, cs: CZECH };

/** What connecting an Outlook calendar means, in plain words. */
export const outlookTerms = (locale: Person['locale']): ConnectTerms => CATALOGUES[locale];
