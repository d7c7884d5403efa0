import type { Person } from '../../events/stored/person.ts';
import type { RequestWords } from './request-words.ts';

/** Who asks, and why, in letters that ask for Zoom rather than for a calendar. */
type ZoomAsks = Omit<RequestWords['asks'], 'links'>;

const ENGLISH: ZoomAsks = {
  invite: (platform, brand, asker = brand) =>
    `${asker} asks you to connect your ${platform} to ${brand}, so that meetings booked with you get a link of their own by themselves.`,
  'request-reconnect': (platform, brand, asker = brand) =>
    `${brand} has lost the connection to your ${platform}: meetings get no links from there any more. ${asker} asks you to connect it again.`,
};

const CZECH: ZoomAsks = {
  invite: (_platform, brand, asker = brand) =>
    `připojte prosím svůj Zoom (služba ${brand}), aby schůzky s vámi dostávaly vlastní odkaz samy. Žádá vás o to ${asker}.`,
  'request-reconnect': (_platform, brand, asker = brand) =>
    `spojení s vaším Zoomem se přerušilo (služba ${brand}): schůzky z něj už nedostávají odkazy. Připojte ho prosím znovu. Žádá vás o to ${asker}.`,
};

const CATALOGUES: Readonly<Record<Person['locale'], ZoomAsks>> = { en: ENGLISH, cs: CZECH };

export const zoomRequestWords = (locale: Person['locale']): ZoomAsks => CATALOGUES[locale];
