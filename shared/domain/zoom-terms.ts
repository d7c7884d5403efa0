import type { Person } from '../../events/stored/person.ts';

/** What connecting Zoom means, in plain words: the same in the letter that asks and on the page where it is decided. */
export interface ZoomTerms {
  readonly reads: string;
  readonly writes: (brand: string) => string;
  readonly leaves: string;
  /** Nobody can choose an account at Zoom. */
  readonly account: string;
}

const ENGLISH: ZoomTerms = {
  reads:
    'Your name, address and plan at Zoom, and which meetings are planned there, so that those made here are found again. Nobody is told of the others.',
  writes: (brand) =>
    `The meetings that are booked with you through ${brand}: each gets a link of its own, is moved when it moves, and deleted when it is cancelled or over. Your other meetings are left alone.`,
  leaves: 'You can disconnect at any time: then nobody acts in your Zoom any more.',
  account:
    'Zoom takes the account that is signed in there in this browser: look which one it is, and use one that is yours alone.',
};

const CZECH: ZoomTerms = {
  reads:
    'Vaše jméno, adresu a tarif v Zoomu a to, které schůzky v něm máte naplánované, abychom našli ty, které vznikly tady. O ostatních se nikdo nedozví.',
  writes: (brand) =>
    `Schůzky, které s vámi někdo domluví přes ${brand}: každá dostane vlastní odkaz, přesune se s nimi a smaže se, když se zruší nebo skončí. Ostatních schůzek si nevšímáme.`,
  leaves: 'Odpojit se můžete kdykoli: pak už za vás v Zoomu nikdo nic nedělá.',
  account:
    'Zoom použije účet, který je v tomto prohlížeči právě přihlášený: podívejte se, který to je, a použijte takový, který je jen váš.',
};

const CATALOGUES: Readonly<Record<Person['locale'], ZoomTerms>> = { en: ENGLISH, cs: CZECH };

export const zoomTerms = (locale: Person['locale']): ZoomTerms => CATALOGUES[locale];
