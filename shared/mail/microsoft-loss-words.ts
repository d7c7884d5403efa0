import type { Person } from '../../events/stored/person.ts';
import type { LossWords } from './loss-words.ts';

/** What letters about a lost Microsoft account say otherwise than those about Google's. */
type MicrosoftLossWords = Pick<LossWords, 'happened' | 'todo'>;

/** Where people see what they have allowed, and take it back. */
const WORK = 'https://myapps.microsoft.com';
const PERSONAL = 'https://account.live.com/consent/Manage';

const ENGLISH: MicrosoftLossWords = {
  happened: {
    ended: (platform, brand) =>
      `The permission that ${brand} had for your ${platform} was taken back, has ended, or is not enough for your organization any more.`,
    account: (platform, brand) =>
      `${brand} can no longer use your ${platform}: Microsoft says that this account is switched off or has no mailbox.`,
    permission: (platform, brand) =>
      `A permission that ${brand} needs for your ${platform} is missing now, so it writes nothing there.`,
  },
  todo: {
    ended: (brand) =>
      `Open the integrations page of ${brand} and connect the same account again. What you allow at Microsoft stands at ${WORK} for work and school accounts, and at ${PERSONAL} for personal ones. If Microsoft does not let you through, ask whoever manages your account.`,
    account: (brand) =>
      `Look whether the account still works, or ask whoever manages it. Then open the integrations page of ${brand} and connect it again, or disconnect it.`,
    permission: (brand) =>
      `Open the integrations page of ${brand}, connect the same account again and allow everything that is asked for.`,
  },
};

const CZECH: MicrosoftLossWords = {
  happened: {
    ended: (platform, brand) =>
      `oprávnění k vašemu ${platform}, které měla služba ${brand}, bylo odebráno, skončilo, nebo už vaší organizaci nestačí.`,
    account: (platform, brand) =>
      `služba ${brand} už nemůže používat váš ${platform}: podle Microsoftu je tento účet vypnutý nebo nemá schránku.`,
    permission: (platform, brand) =>
      `službě ${brand} teď chybí jedno z oprávnění k vašemu ${platform}, takže do něj nic nezapisuje.`,
  },
  todo: {
    ended: (brand) =>
      `Otevřete stránku s integracemi (${brand}) a připojte znovu stejný účet. Co jste u Microsoftu povolili, najdete u pracovních a školních účtů na ${WORK}, u osobních na ${PERSONAL}. Nepustí-li vás Microsoft dál, obraťte se na správce svého účtu.`,
    account: (brand) =>
      `Podívejte se, zda účet ještě funguje, nebo se zeptejte jeho správce. Pak ho na stránce s integracemi (${brand}) znovu připojte, nebo odpojte.`,
    permission: (brand) =>
      `Otevřete stránku s integracemi (${brand}), připojte znovu stejný účet a povolte vše, oč si aplikace řekne.`,
  },
};

const CATALOGUES: Readonly<Record<Person['locale'], MicrosoftLossWords>> = { en: ENGLISH, cs: CZECH };

export const microsoftLossWords = (locale: Person['locale']): MicrosoftLossWords => CATALOGUES[locale];
