import type { LetterWords } from './letter-words.ts';

const PREFIX = {
  confirmation: 'Potvrzeno',
  reschedule: 'Přesunuto',
  update: 'Změněno',
  link: 'Odkaz',
  reminder: 'Připomínka',
  cancellation: 'Zrušeno',
} as const;

export const CZECH: LetterWords = {
  subject: (kind, title) => `${PREFIX[kind]}: ${title}`,
  headline: {
    confirmation: 'Vaše schůzka je potvrzena',
    reschedule: 'Vaše schůzka má nový čas',
    update: 'Vaše schůzka se změnila',
    link: 'Odkaz na vaši schůzku',
    reminder: 'Připomínka vaší schůzky',
    cancellation: 'Vaše schůzka je zrušena',
  },
  hello: () => 'Dobrý den,',
  guest: {
    confirmation: (host) => `vaše schůzka je potvrzena. Pořádá ji ${host}.`,
    reschedule: (host) => `vaše schůzka se přesouvá na jiný čas. Pořádá ji ${host}.`,
    update: (host) => `na vaší schůzce se něco změnilo. Níže najdete, co platí teď. Pořádá ji ${host}.`,
    link: (host) => `posíláme odkaz, kterým se připojíte ke schůzce. Pořádá ji ${host}.`,
  },
  host: {
    confirmation: 'byla s vámi domluvena schůzka.',
    reschedule: 'vaše schůzka se přesouvá na jiný čas.',
    update: 'na vaší schůzce se něco změnilo. Níže najdete, co platí teď.',
    link: 'posíláme odkaz, kterým se připojíte ke schůzce.',
  },
  reminder: {
    guest: (host, when) => `vaše schůzka začíná ${when}. Pořádá ji ${host}.`,
    host: (when) => `vaše schůzka začíná ${when}.`,
  },
  movedBy: (name) => `schůzka se přesouvá na jiný čas. Kdo ji přesunul: ${name}.`,
  movedByYou: 'přesunuli jste tuto schůzku na jiný čas.',
  nowWith: (hosts) => `Nově vás čeká: ${hosts}.`,
  leftAlone: {
    headline: 'Odmítli jste, schůzka ale platí',
    intro:
      've svém kalendáři jste tuto schůzku odmítli. Stále ale platí a hosté s vámi počítají: zrušte ji, nebo ji předejte kolegovi.',
  },
  declinedBy: (name) => `schůzka je zrušena a nekoná se. Kdo nemůže přijít: ${name}.`,
  declinedByYou: 'tuto schůzku jste odmítli, proto je zrušena. Nekoná se.',
  gone: (names) => `Nepřijde ${names}`,
  back: (names) => `Nakonec přijde ${names}`,
  stands: 'Schůzka samotná platí: pokud chcete, zrušte ji nebo ji přesuňte.',
  linkGone: 'Dřívější odkaz k připojení už neplatí.',
  cancelledBy: (name) => `schůzka je zrušena a nekoná se. Kdo ji zrušil: ${name}.`,
  cancelledByYou: 'zrušili jste tuto schůzku. Nekoná se.',
  cancelled: 'tato schůzka byla zrušena a nekoná se.',
  takenOff: 'této schůzky se už neúčastníte, můžete ji vyškrtnout ze svých plánů.',
  labels: {
    what: 'Schůzka',
    when: 'Kdy',
    before: 'Původně',
    place: 'Kde',
    link: 'Připojení',
    hosts: 'S kým',
    guests: 'Hosté',
    about: 'O čem',
    reason: 'Důvod',
  },
  linkFollows: 'Odkaz k připojení se ještě připravuje: pošleme ho dalším e-mailem.',
  linkFailed: 'Odkaz k připojení se zatím nepodařilo vytvořit.',
  noLink: (platform) =>
    `${platform} odkaz k připojení nevytvořil: účet, který schůzku pořádá, na něj možná nemá licenci. Schůzka platí; zvolte pro ni jiné místo nebo jiného hostitele.`,
  sharedLink:
    'Všichni hosté mají společný odkaz: účet Zoom, který odkaz vytváří, nemůže dát každému vlastní. Je k tomu potřeba placený tarif Zoomu a oprávnění registrovat hosty.',
  addToCalendar: 'Pokud se schůzka v kalendáři neobjeví sama, otevřete přiložený soubor invite.ics.',
  notConnected:
    'Nemáte připojený kalendář, proto tato pozvánka přichází e-mailem z naší adresy. V kalendáři nejste jejím pořadatelem: nemůžete ji tam měnit ani v něm neuvidíte, kdo ji přijal. Pokud to chcete, připojte si kalendář v integracích.',
  buttons: {
    join: 'Připojit se',
    show: 'Zobrazit schůzku',
    reschedule: 'Změnit čas',
    cancel: 'Zrušit schůzku',
    connect: 'Připojit kalendář',
  },
  answers: {
    question: 'Přijdete?',
    accepted: 'Ano',
    tentative: 'Možná',
    declined: 'Ne',
  },
  late: {
    cancel: 'Na stránce schůzky ji už zrušit nelze: odpovězte prosím na tento e-mail.',
    move: 'Na stránce schůzky už její čas změnit nelze: odpovězte prosím na tento e-mail.',
    both: 'Na stránce schůzky ji už přesunout ani zrušit nelze: odpovězte prosím na tento e-mail.',
  },
  cancelHint: 'Otevřením odkazu se nic nezmění: nejdřív se vás zeptáme.',
  help: 'Potřebujete poradit? Kontakt:',
  reference: 'Rezervace',
  sentBy: (brand) => `Odesílá ${brand}, protože se vás tato schůzka týká.`,
  via: (host, brand) => `${host} přes ${brand}`,
};
