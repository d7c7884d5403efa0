import type { RequestAction } from '../../events/stored/connect-request.ts';
import type { Person } from '../../events/stored/person.ts';
import type { Provider } from '../../events/stored/provider.ts';
import { zoomRequestWords } from './zoom-request-words.ts';

/** The way to the provider's consent. */
interface Consent {
  readonly button: string;
  readonly hint: (provider: string) => string;
}

/** All that letters which ask people to connect say in one language, but for what connecting means. */
export interface RequestWords {
  readonly subject: Readonly<Record<RequestAction, (platform: string, brand: string) => string>>;
  readonly headline: Readonly<Record<RequestAction, (platform: string) => string>>;
  readonly hello: (name: string) => string;
  /** Who asks, and why; nobody to name = the organization itself. */
  readonly asks: Readonly<
    Record<RequestAction | 'links', (platform: string, brand: string, asker?: string) => string>
  >;
  readonly throughCalendar: (platform: string, calendar: string) => string;
  readonly labels: { readonly reads: string; readonly writes: string; readonly until: string };
  /** Where it is chosen how much is read, and where there is nothing to choose. */
  readonly choose: Consent;
  readonly look: Consent;
  /** Where no consent is needed. */
  readonly turnOn: string;
  readonly turnOnHint: string;
  readonly help: string;
  readonly reference: string;
  readonly sentBy: (brand: string) => string;
  readonly via: (asker: string, brand: string) => string;
}

const ENGLISH: RequestWords = {
  subject: {
    invite: (platform, brand) => `Connect ${platform} to ${brand}`,
    'request-reconnect': (platform, brand) => `Connect ${platform} to ${brand} again`,
  },
  headline: {
    invite: (platform) => `Connect your ${platform}`,
    'request-reconnect': (platform) => `Connect your ${platform} again`,
  },
  hello: (name) => `Hello ${name},`,
  asks: {
    invite: (platform, brand, asker = brand) =>
      `${asker} asks you to connect your ${platform} to ${brand}, so that people can book you only when you are free.`,
    'request-reconnect': (platform, brand, asker = brand) =>
      `${brand} has lost the connection to your ${platform}: meetings no longer get there. ${asker} asks you to connect it again.`,
    links: (platform, brand, asker = brand) =>
      `${asker} asks you to have ${platform} on in ${brand}, so that meetings booked with you get their link by themselves.`,
  },
  throughCalendar: (platform, calendar) =>
    `${platform} works through ${calendar}, so it is your calendar that is connected.`,
  labels: { reads: 'Read', writes: 'Written', until: 'Link valid until' },
  choose: {
    button: 'Choose and connect',
    hint: (provider) =>
      `Opening the link connects nothing. On the page you choose how much is read; then ${provider} asks for your consent.`,
  },
  look: {
    button: 'Look and connect',
    hint: (provider) =>
      `Opening the link connects nothing. The page says what it means; then ${provider} asks for your consent.`,
  },
  turnOn: 'Turn it on',
  turnOnHint: 'Opening the link changes nothing: you press a button there.',
  help: 'Questions? Contact',
  reference: 'Reference',
  sentBy: (brand) => `Sent by ${brand} because an administrator asked you to connect.`,
  via: (asker, brand) => `${asker} via ${brand}`,
};

const CZECH: RequestWords = {
  subject: {
    invite: (platform, brand) => `Připojte ${platform} (${brand})`,
    'request-reconnect': (platform, brand) => `Připojte znovu ${platform} (${brand})`,
  },
  headline: {
    invite: (platform) => `Připojte si ${platform}`,
    'request-reconnect': (platform) => `Připojte si znovu ${platform}`,
  },
  hello: () => 'Dobrý den,',
  asks: {
    invite: (platform, brand, asker = brand) =>
      `připojte prosím svůj ${platform} (služba ${brand}), aby s vámi šlo domluvit schůzku, jen když máte čas. Žádá vás o to ${asker}.`,
    'request-reconnect': (platform, brand, asker = brand) =>
      `spojení s vaším ${platform} se přerušilo (služba ${brand}): schůzky se do něj nedostanou. Připojte ho prosím znovu. Žádá vás o to ${asker}.`,
    links: (platform, brand, asker = brand) =>
      `zapněte si prosím ${platform} (služba ${brand}), aby schůzky s vámi dostávaly odkaz samy. Žádá vás o to ${asker}.`,
  },
  throughCalendar: (platform, calendar) =>
    `Odkazy na ${platform} vznikají přes ${calendar}, připojuje se tedy váš kalendář.`,
  labels: { reads: 'Co čteme', writes: 'Co zapisujeme', until: 'Odkaz platí do' },
  choose: {
    button: 'Vybrat a připojit',
    hint: (provider) =>
      `Otevřením odkazu se nic nepřipojí. Na stránce si zvolíte, kolik smíme číst; pak se vás na souhlas zeptá ${provider}.`,
  },
  look: {
    button: 'Podívat se a připojit',
    hint: (provider) =>
      `Otevřením odkazu se nic nepřipojí. Na stránce se dočtete, co to znamená; pak se vás na souhlas zeptá ${provider}.`,
  },
  turnOn: 'Zapnout',
  turnOnHint: 'Otevřením odkazu se nic nezmění: na stránce stisknete tlačítko.',
  help: 'Potřebujete poradit? Kontakt:',
  reference: 'Označení',
  sentBy: (brand) => `Odesílá ${brand}, protože vás o připojení žádá správce.`,
  via: (asker, brand) => `${asker} přes ${brand}`,
};

const CATALOGUES: Readonly<Record<Person['locale'], RequestWords>> = { en: ENGLISH, cs: CZECH };

/** The catalogue of a language, for accounts of one provider. */
export const requestWordsOf = (locale: Person['locale'], provider: Provider): RequestWords => {
  const words = CATALOGUES[locale];
  if (provider !== 'zoom') return words;
  return { ...words, asks: { ...words.asks, ...zoomRequestWords(locale) } };
};
