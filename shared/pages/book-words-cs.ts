import type { BookWords } from './book-words.ts';

const TIMES = new Intl.PluralRules('cs');

const timesOf = (count: number): string => {
  const form = TIMES.select(count);
  if (form === 'one') return `${count} čas`;
  return `${count} ${form === 'few' ? 'časy' : 'časů'}`;
};

const minutesOf = (count: number): string => {
  const form = TIMES.select(count);
  if (form === 'one') return 'minutu';
  return `${count} ${form === 'few' ? 'minuty' : 'minut'}`;
};

export const CZECH_BOOKING: BookWords = {
  nothing: {
    title: 'Tady není co rezervovat',
    text: 'Možná se část adresy cestou ztratila, nebo se tyto schůzky už nenabízejí.\nPožádejte toho, kdo vám odkaz poslal, o nový.',
  },
  chooseTime: 'Vyberte den a čas',
  about: 'O schůzce',
  length: 'Jak dlouho',
  zone: {
    shown: (zone) => `Časové pásmo: ${zone}`,
    change: 'Změnit',
    label: 'Časové pásmo',
    show: 'Zobrazit časy',
    other: 'Ostatní',
  },
  earlier: 'Předchozí měsíc',
  later: 'Další měsíc',
  times: timesOf,
  noneIn: (month) => `${month}: žádný volný čas.`,
  nextFree: (day) => `Nejbližší volný den: ${day}`,
  noneAtAll: 'Momentálně není volný žádný čas. Podívejte se prosím později.',
  gone: 'Tento čas už není volný. Vyberte prosím jiný.',
  otherLocale: { locale: 'en', name: 'English' },

  back: 'Vybrat jiný čas',
  yourDetails: 'Vaše údaje',
  marks: 'Pole označená * jsou povinná.',
  name: 'Vaše jméno',
  email: 'Váš e-mail',
  guests: 'Další hosté',
  guestsHint: 'Jejich e-mailové adresy, každá na samostatném řádku, nejvýše 10. Pozveme je e-mailem.',
  choose: 'Vyberte…',
  yes: 'Ano',
  no: 'Ne',
  book: 'Rezervovat schůzku',
  mailFollows: 'Přijde vám e-mail se všemi údaji a s odkazem, kterým schůzku změníte nebo zrušíte.',

  problem: 'Zkontrolujte to prosím ještě jednou',
  faults: {
    name: 'Zadejte své jméno',
    nameLink: 'Zadejte své jméno bez odkazu',
    nameLong: 'Zadejte jméno o nejvýše 100 znacích',
    nameOdd: 'Zadejte jméno písmeny: některé jeho znaky nelze použít',
    email: 'Zadejte svou e-mailovou adresu',
    emailShape: 'Zadejte jednu e-mailovou adresu, třeba jana@example.com',
    emailOfHost: 'Zadejte jinou adresu: tato patří hostiteli schůzky',
    guestsMany: 'Uveďte nejvýše 10 dalších hostů',
    guestShape: (said) => `„${said}“ není e-mailová adresa`,
    guestTwice: (address) => `Adresa ${address} je uvedena dvakrát`,
    guestHost: (address) => `Adresa ${address} patří hostiteli schůzky`,
    required: 'Odpovězte prosím na tuto otázku',
    choice: 'Vyberte jednu z odpovědí',
    phone: 'Zadejte telefonní číslo, třeba +420 123 456 789',
    line: 'Odpovězte na jednom řádku, nejvýše 500 znaky',
    long: 'Odpovězte nejvýše 4 000 znaky prostého textu',
  },
  taken: {
    title: 'Tento čas už není volný',
    text: 'Nic jsme nezarezervovali. Co jste vyplnili, tu zůstalo: vyberte jiný čas a rezervujte znovu.',
  },
  otherTimes: 'Jiné časy',
  noOthers: 'V nejbližších týdnech už žádný jiný čas volný není.',
  allTimes: 'Zobrazit všechny časy (vyplněné údaje se nezachovají)',
  used: {
    title: 'Tímto formulářem jste už rezervovali',
    text: 'Ta schůzka platí, jak jste ji rezervovali; podrobnosti máte v e-mailu. Nic dalšího jsme nezarezervovali. Tlačítko stiskněte znovu, jen pokud chcete ještě jednu schůzku.',
  },
  limited: (minutes) => ({
    title: 'Příliš mnoho pokusů o rezervaci',
    text: `Nic jsme nezarezervovali. Počkejte prosím ${minutesOf(minutes)} a stiskněte tlačítko znovu: co jste vyplnili, tu zůstalo.`,
  }),
  again: {
    title: 'Na naší straně se něco nepovedlo',
    text: 'Nevíme, zda je vaše schůzka zarezervovaná. Stiskněte prosím tlačítko znovu: dvakrát se nikdy nezarezervuje.',
  },
};
