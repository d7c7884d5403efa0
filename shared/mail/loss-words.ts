import type { Connection } from '../../events/stored/connection.ts';
import type { Person } from '../../events/stored/person.ts';
import type { PerProvider, Provider } from '../../events/stored/provider.ts';
import { microsoftLossWords } from './microsoft-loss-words.ts';
import { zoomLossWords } from './zoom-loss-words.ts';

/** Why a connection has ended, as far as its user can tell the difference. */
export type LossCause = 'ended' | 'account' | 'permission';

/** All that letters about lost connections say in one language. */
export interface LossWords {
  readonly subject: (platform: string, brand: string) => string;
  /** A reminder says so in its first words. */
  readonly reminder: (subject: string) => string;
  readonly headline: (platform: string) => string;
  readonly hello: (name: string) => string;
  readonly happened: Readonly<Record<LossCause, (platform: string, brand: string) => string>>;
  readonly means: (brand: string) => string;
  readonly todo: Readonly<Record<LossCause, (brand: string) => string>>;
  readonly labels: { readonly account: string; readonly since: string; readonly stay: string };
  readonly more: (count: number) => string;
  readonly stay: (count: number, platform: string) => string;
  readonly button: string;
  readonly back: string;
  readonly help: string;
  readonly reference: string;
  readonly sentBy: (brand: string) => string;
}

const ENGLISH: LossWords = {
  subject: (platform, brand) => `${brand} has lost the connection to your ${platform}`,
  reminder: (subject) => `Reminder: ${subject}`,
  headline: (platform) => `Your ${platform} is no longer connected`,
  hello: (name) => `Hello ${name},`,
  happened: {
    ended: (platform, brand) =>
      `The permission that ${brand} had for your ${platform} was taken back or has ended.`,
    account: (platform, brand) =>
      `${brand} can no longer use your ${platform}: Google says that this account has no calendar that works.`,
    permission: (platform, brand) =>
      `A permission that ${brand} needs for your ${platform} is missing now, so it writes nothing there.`,
  },
  means: (brand) =>
    `Until you connect it again ${brand} does not know when you are busy, and meetings no longer get into your calendar. Nothing is lost: what waits is written when you are back.`,
  todo: {
    ended: (brand) => `Open the integrations page of ${brand} and connect the same account again.`,
    account: (brand) =>
      `Look whether the account still works. Then open the integrations page of ${brand} and connect it again, or disconnect it.`,
    permission: (brand) =>
      `Open the integrations page of ${brand}, connect the same account again and tick every box.`,
  },
  labels: { account: 'Account', since: 'Since', stay: 'Left there' },
  more: (count) => `and ${count} more`,
  stay: (count, platform) =>
    count === 1
      ? `The event of one meeting ahead stays in your ${platform} as it is; until you connect again it can be neither moved nor removed there.`
      : `The events of ${count} meetings ahead stay in your ${platform} as they are; until you connect again they can be neither moved nor removed there.`,
  button: 'Connect again',
  back: 'What we had read from your calendar is deleted; it is read anew when you connect.',
  help: 'Questions? Contact',
  reference: 'Reference',
  sentBy: (brand) => `Sent by ${brand} because your calendar was connected to it.`,
};

const CZECH: LossWords = {
  subject: (platform, brand) => `Spojení s vaším ${platform} se přerušilo (${brand})`,
  reminder: (subject) => `Připomínka: ${subject}`,
  headline: (platform) => `Váš ${platform} už není připojený`,
  hello: () => 'Dobrý den,',
  happened: {
    ended: (platform, brand) =>
      `oprávnění k vašemu ${platform}, které měla služba ${brand}, bylo odebráno nebo skončilo.`,
    account: (platform, brand) =>
      `služba ${brand} už nemůže používat váš ${platform}: podle Googlu tento účet nemá funkční kalendář.`,
    permission: (platform, brand) =>
      `službě ${brand} teď chybí jedno z oprávnění k vašemu ${platform}, takže do něj nic nezapisuje.`,
  },
  means: (brand) =>
    `Dokud ho znovu nepřipojíte, služba ${brand} neví, kdy nemáte čas, a schůzky se do vašeho kalendáře nedostanou. Nic se neztratí: co čeká, zapíše se po připojení.`,
  todo: {
    ended: (brand) => `Otevřete stránku s integracemi (${brand}) a připojte znovu stejný účet.`,
    account: (brand) =>
      `Podívejte se, zda účet ještě funguje. Pak ho na stránce s integracemi (${brand}) znovu připojte, nebo odpojte.`,
    permission: (brand) =>
      `Otevřete stránku s integracemi (${brand}), připojte znovu stejný účet a zaškrtněte všechna políčka.`,
  },
  labels: { account: 'Účet', since: 'Od', stay: 'Zůstává v něm' },
  more: (count) => `a další (${count})`,
  stay: (count, platform) =>
    `Události nadcházejících schůzek (${count}) zůstávají ve vašem ${platform} tak, jak jsou; dokud ho znovu nepřipojíte, nelze je v něm přesunout ani odstranit.`,
  button: 'Připojit znovu',
  back: 'Co jsme z vašeho kalendáře přečetli, je smazáno; po připojení se načte znovu.',
  help: 'Potřebujete poradit? Kontakt:',
  reference: 'Označení',
  sentBy: (brand) => `Odesílá ${brand}, protože váš kalendář byl k této službě připojený.`,
};

const CATALOGUES: Readonly<Record<Person['locale'], LossWords>> = { en: ENGLISH, cs: CZECH };

/** What is said otherwise where the account is not Google's. */
const OTHERWISE: PerProvider<(locale: Person['locale']) => Partial<LossWords>> = {
  google: () => ({}),
  microsoft: microsoftLossWords,
  zoom: zoomLossWords,
};

/** The catalogue of a language, for accounts of one provider. */
export const lossWordsOf = (locale: Person['locale'], provider: Provider): LossWords => ({
  ...CATALOGUES[locale],
  ...OTHERWISE[provider](locale),
});

export const lossCauseOf = ({ state, reason }: Pick<Connection, 'state' | 'reason'>): LossCause => {
  if (state === 'insufficient_scope') return 'permission';
  return reason === 'account_unusable' ? 'account' : 'ended';
};
