import type { Person } from '../../events/stored/person.ts';
import type { LossWords } from './loss-words.ts';

/** What letters about a lost Zoom account say otherwise than those about a calendar. */
type ZoomLossWords = Pick<
  LossWords,
  'subject' | 'headline' | 'happened' | 'means' | 'todo' | 'stay' | 'back' | 'sentBy'
>;

const ENGLISH: ZoomLossWords = {
  subject: (platform, brand) => `${brand} has lost the connection to your ${platform}`,
  headline: (platform) => `Your ${platform} is no longer connected`,
  happened: {
    ended: (platform, brand) =>
      `The permission that ${brand} had for your ${platform} was taken back or has ended.`,
    account: (platform, brand) =>
      `${brand} can no longer use your ${platform}: Zoom says that this account is inactive or gone.`,
    permission: (platform, brand) =>
      `A permission that ${brand} needs for your ${platform} is missing now, so it makes no links there.`,
  },
  means: (brand) =>
    `Until you connect it again ${brand} makes no Zoom links for meetings booked with you, and moves or deletes none. Nothing is lost: what waits is done when you are back.`,
  todo: {
    ended: (brand) => `Open the integrations page of ${brand} and connect the same account again.`,
    account: (brand) =>
      `Look whether the account still works. Then open the integrations page of ${brand} and connect it again, or disconnect it.`,
    permission: (brand) =>
      `Open the integrations page of ${brand}, connect the same account again and allow everything that is asked for.`,
  },
  stay: (count, platform) =>
    count === 1
      ? `The link of one meeting ahead stays in your ${platform} as it is; until you connect again it can be neither moved nor deleted there.`
      : `The links of ${count} meetings ahead stay in your ${platform} as they are; until you connect again they can be neither moved nor deleted there.`,
  back: 'When you connect the same account again, your links stay what they are.',
  sentBy: (brand) => `Sent by ${brand} because your Zoom was connected to it.`,
};

const CZECH: ZoomLossWords = {
  subject: (_platform, brand) => `Spojení s vaším Zoomem se přerušilo (${brand})`,
  headline: () => 'Váš Zoom už není připojený',
  happened: {
    ended: (_platform, brand) =>
      `oprávnění k vašemu Zoomu, které měla služba ${brand}, bylo odebráno nebo skončilo.`,
    account: (_platform, brand) =>
      `služba ${brand} už nemůže používat váš Zoom: podle Zoomu je tento účet neaktivní nebo zrušený.`,
    permission: (_platform, brand) =>
      `službě ${brand} teď chybí jedno z oprávnění k vašemu Zoomu, takže v něm nevytváří odkazy.`,
  },
  means: (brand) =>
    `Dokud ho znovu nepřipojíte, služba ${brand} ke schůzkám s vámi nevytváří odkazy na Zoom, ani je nepřesouvá a nemaže. Nic se neztratí: co čeká, udělá se po připojení.`,
  todo: {
    ended: (brand) => `Otevřete stránku s integracemi (${brand}) a připojte znovu stejný účet.`,
    account: (brand) =>
      `Podívejte se, zda účet ještě funguje. Pak ho na stránce s integracemi (${brand}) znovu připojte, nebo odpojte.`,
    permission: (brand) =>
      `Otevřete stránku s integracemi (${brand}), připojte znovu stejný účet a povolte vše, oč si aplikace řekne.`,
  },
  stay: (count) =>
    `Odkazy nadcházejících schůzek (${count}) zůstávají ve vašem Zoomu tak, jak jsou; dokud ho znovu nepřipojíte, nelze je v něm přesunout ani smazat.`,
  back: 'Když znovu připojíte stejný účet, zůstanou odkazy takové, jaké jsou.',
  sentBy: (brand) => `Odesílá ${brand}, protože váš Zoom byl k této službě připojený.`,
};

const CATALOGUES: Readonly<Record<Person['locale'], ZoomLossWords>> = { en: ENGLISH, cs: CZECH };

export const zoomLossWords = (locale: Person['locale']): ZoomLossWords => CATALOGUES[locale];
