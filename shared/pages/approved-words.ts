import type { Person } from '../../events/stored/person.ts';

/** What the page that asks to connect says to whoever had to wait for an administrator at Microsoft. */
interface ApprovedWords {
  readonly title: (platform: string) => string;
  readonly lead: (brand: string) => string;
  readonly hint: () => string;
}

const CATALOGUES: Readonly<Record<Person['locale'], ApprovedWords>> = {
  en: {
    title: (platform) => `Finish connecting your ${platform}`,
    lead: (brand) =>
      `An administrator has approved ${brand} at Microsoft, so you can connect now. This is what it means; nothing is connected until you press the button and sign in.`,
    hint: () =>
      'You sign in at Microsoft next; then you come back to your application, signed in as yourself.',
  },
  cs: {
    title: (platform) => `Dokončete připojení: ${platform}`,
    lead: (brand) =>
      `Správce službu ${brand} u Microsoftu schválil, takže připojení už nic nebrání. Níže najdete, co znamená; dokud nestisknete tlačítko a nepřihlásíte se, nic se nepřipojí.`,
    hint: () => 'Teď se přihlásíte u Microsoftu; pak se vrátíte do své aplikace, přihlášeni pod svým jménem.',
  },
};

export const approvedWordsOf = (locale: Person['locale']): ApprovedWords => CATALOGUES[locale];
