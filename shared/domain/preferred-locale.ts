import type { Person } from '../../events/stored/person.ts';

/** The language that a browser asks for first, of those that we speak: for people of whom we know nothing else. */
export const preferredLocale = (acceptLanguage: string | undefined): Person['locale'] =>
  acceptLanguage?.trim().toLowerCase().startsWith('cs') ? 'cs' : 'en';
