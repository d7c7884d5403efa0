import type { Person } from '../../events/stored/person.ts';

/** What the letter says to whoever had to wait until an administrator at Microsoft let them in. */
interface ApprovedWords {
  readonly subject: (platform: string, brand: string) => string;
  readonly headline: (platform: string) => string;
  readonly asks: (platform: string, brand: string) => string;
  readonly sentBy: (brand: string) => string;
}

const ENGLISH: ApprovedWords = {
  subject: (platform, brand) => `You can connect ${platform} to ${brand} now`,
  headline: (platform) => `Finish connecting your ${platform}`,
  asks: (platform, brand) =>
    `When you wanted to connect your ${platform} to ${brand}, Microsoft asked for an administrator’s approval. It has been given now, as Microsoft tells us: a minute is all you need to finish.`,
  sentBy: (brand) => `Sent by ${brand}, once, because you had begun to connect.`,
};

const CZECH: ApprovedWords = {
  subject: (platform, brand) => `${platform} už můžete připojit (${brand})`,
  headline: (platform) => `Dokončete připojení: ${platform}`,
  asks: (platform, brand) =>
    `když jste připojovali ${platform} (služba ${brand}), Microsoft chtěl souhlas správce. Podle Microsoftu ho teď správce dal: připojení dokončíte za minutu.`,
  sentBy: (brand) => `Odesílá ${brand}, jen jednou, protože jste připojení začali.`,
};

const CATALOGUES: Readonly<Record<Person['locale'], ApprovedWords>> = { en: ENGLISH, cs: CZECH };

export const approvedWordsOf = (locale: Person['locale']): ApprovedWords => CATALOGUES[locale];
