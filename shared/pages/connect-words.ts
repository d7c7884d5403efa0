import type { RequestAction } from '../../events/stored/connect-request.ts';
import type { Person } from '../../events/stored/person.ts';

interface Message {
  readonly title: string;
  readonly text: string;
}

/** All that the page behind a request to connect says in one language, but for what connecting means. */
export interface ConnectWords {
  readonly title: Readonly<Record<RequestAction, (platform: string) => string>>;
  readonly asks: Readonly<Record<'connect' | 'turnOn', (brand: string, asker: string) => string>>;
  readonly throughCalendar: (platform: string, calendar: string) => string;
  readonly reads: string;
  readonly writes: string;
  readonly leaves: string;
  readonly choose: string;
  readonly button: (provider: string) => string;
  readonly turnOn: (platform: string) => string;
  readonly hint: (provider: string) => string;
  readonly signInFirst: Message;
  readonly signIn: string;
  readonly isOn: (platform: string) => Message;
  readonly unknown: Message;
  readonly expired: Message;
  readonly used: Message;
  readonly replaced: Message;
  readonly closed: Message;
}

const ENGLISH: ConnectWords = {
  title: {
    invite: (platform) => `Connect your ${platform}`,
    'request-reconnect': (platform) => `Connect your ${platform} again`,
  },
  asks: {
    connect: (brand, asker) =>
      `${asker} asks you to connect it to ${brand}. This is what it means; nothing is connected until you consent.`,
    turnOn: (brand, asker) =>
      `${asker} asks you to turn it on for ${brand}. Your calendar is connected already, so pressing the button is all.`,
  },
  throughCalendar: (platform, calendar) =>
    `${platform} works through ${calendar}, so it is your calendar that is connected.`,
  reads: 'What is read',
  writes: 'What is written',
  leaves: 'How it ends',
  choose: 'How much may be read?',
  button: (provider) => `Continue to ${provider}`,
  turnOn: (platform) => `Turn ${platform} on`,
  hint: (provider) =>
    `${provider} asks for your consent next; then you come back to your application, signed in as yourself.`,
  signInFirst: {
    title: 'Connect in your application',
    text: 'This connection is made where you work: sign in to your application and connect it there, under integrations.',
  },
  signIn: 'Sign in',
  isOn: (platform) => ({
    title: `${platform} is on`,
    text: `Meetings booked with you can have a ${platform} link from now on.`,
  }),
  unknown: {
    title: 'This link leads nowhere',
    text: 'Perhaps a part of it was lost on the way.\nOpen the link from the latest mail that asked you to connect, or copy it whole into the address line.',
  },
  expired: {
    title: 'This link has expired',
    text: 'Links like this work for 14 days. Ask your administrator for a new one, or connect in your application.',
  },
  used: {
    title: 'You have connected already',
    text: 'This link has done its work. There is nothing left to do.',
  },
  replaced: {
    title: 'A newer mail has taken its place',
    text: 'You were asked once more since: open the link from the latest mail.',
  },
  closed: {
    title: 'This request no longer stands',
    text: 'Your organization does not ask you for this connection any more. There is nothing left to do.',
  },
};

const CZECH: ConnectWords = {
  title: {
    invite: (platform) => `Připojte si ${platform}`,
    'request-reconnect': (platform) => `Připojte si znovu ${platform}`,
  },
  asks: {
    connect: (brand, asker) =>
      `Jde o připojení ke službě ${brand}. Žádá vás o ně ${asker}. Níže najdete, co znamená; dokud nedáte souhlas, nic se nepřipojí.`,
    turnOn: (brand, asker) =>
      `Jde o zapnutí pro službu ${brand}. Žádá vás o ně ${asker}. Kalendář už připojený máte, stačí tedy stisknout tlačítko.`,
  },
  throughCalendar: (platform, calendar) =>
    `Odkazy na ${platform} vznikají přes ${calendar}, připojuje se tedy váš kalendář.`,
  reads: 'Co čteme',
  writes: 'Co zapisujeme',
  leaves: 'Jak to ukončit',
  choose: 'Kolik smíme číst?',
  button: (provider) => `Pokračovat na ${provider}`,
  turnOn: (platform) => `Zapnout ${platform}`,
  hint: (provider) =>
    `Na souhlas se vás teď zeptá ${provider}; pak se vrátíte do své aplikace, přihlášeni pod svým jménem.`,
  signInFirst: {
    title: 'Připojte se ve své aplikaci',
    text: 'Připojení se dělá tam, kde pracujete: přihlaste se do své aplikace a připojte se v ní, v části integrace.',
  },
  signIn: 'Přihlásit se',
  isOn: (platform) => ({
    title: `Služba ${platform} je zapnutá`,
    text: `Schůzky s vámi teď mohou mít odkaz na ${platform}.`,
  }),
  unknown: {
    title: 'Tento odkaz nikam nevede',
    text: 'Možná se jeho část cestou ztratila.\nOtevřete odkaz z posledního e-mailu s žádostí o připojení nebo ho celý zkopírujte do řádku adresy.',
  },
  expired: {
    title: 'Platnost odkazu vypršela',
    text: 'Takové odkazy fungují 14 dní. Požádejte správce o nový, nebo se připojte ve své aplikaci.',
  },
  used: { title: 'Už jste připojeni', text: 'Odkaz splnil svůj účel. Není potřeba nic dalšího dělat.' },
  replaced: {
    title: 'Nahradil ho novější e-mail',
    text: 'Od té doby jste dostali další žádost: otevřete odkaz z posledního e-mailu.',
  },
  closed: {
    title: 'Tato žádost už neplatí',
    text: 'Vaše organizace už o toto připojení nežádá. Není potřeba nic dalšího dělat.',
  },
};

const CATALOGUES: Readonly<Record<Person['locale'], ConnectWords>> = { en: ENGLISH, cs: CZECH };

export const connectWordsOf = (locale: Person['locale']): ConnectWords => CATALOGUES[locale];
