import type { Person } from '../../events/stored/person.ts';
import type { RequestWords } from './request-words.ts';

/** What letters that ask for Zoom say otherwise than those that ask for a calendar. */
type ZoomRequestWords = Pick<RequestWords, 'button' | 'hint'> & {
  readonly asks: Omit<RequestWords['asks'], 'links'>;
};

const ENGLISH: ZoomRequestWords = {
  asks: {
    invite: (platform, brand, asker = brand) =>
      `${asker} asks you to connect your ${platform} to ${brand}, so that meetings booked with you get a link of their own by themselves.`,
    'request-reconnect': (platform, brand, asker = brand) =>
      `${brand} has lost the connection to your ${platform}: meetings get no links from there any more. ${asker} asks you to connect it again.`,
  },
  button: 'Look and connect',
  hint: (provider) =>
    `Opening the link connects nothing. The page says what it means; then ${provider} asks for your consent.`,
};

const CZECH: ZoomRequestWords = {
  asks: {
    invite: (_platform, brand, asker = brand) =>
      `připojte prosím svůj Zoom (služba ${brand}), aby schůzky s vámi dostávaly vlastní odkaz samy. Žádá vás o to ${asker}.`,
    'request-reconnect': (_platform, brand, asker = brand) =>
      `spojení s vaším Zoomem se přerušilo (služba ${brand}): schůzky z něj už nedostávají odkazy. Připojte ho prosím znovu. Žádá vás o to ${asker}.`,
  },
  button: 'Podívat se a připojit',
  hint: (provider) =>
    `Otevřením odkazu se nic nepřipojí. Na stránce se dočtete, co to znamená; pak se vás na souhlas zeptá ${provider}.`,
};

const CATALOGUES: Readonly<Record<Person['locale'], ZoomRequestWords>> = { en: ENGLISH, cs: CZECH };

export const zoomRequestWords = (locale: Person['locale']): ZoomRequestWords => CATALOGUES[locale];
