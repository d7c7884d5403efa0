import type { PageWords } from './page-words.ts';

export const CZECH_PAGES: PageWords = {
  unknown: {
    title: 'Tento odkaz nikam nevede',
    text: 'Možná se jeho část cestou ztratila.\nOtevřete odkaz z posledního e-mailu o schůzce nebo ho celý zkopírujte do řádku adresy.',
  },
  expired: {
    title: 'Platnost odkazu vypršela',
    text: 'Odkazy na schůzku fungují ještě 30 dní po jejím konání. Tato už je dávno za námi.',
  },
  takenOff: {
    title: 'Této schůzky se už neúčastníte',
    text: 'Ze schůzky jste byli odebráni, není tu už co dělat.',
  },
  failed: {
    title: 'To se nepovedlo',
    text: 'Nic se nezměnilo. Zkuste to prosím za chvíli znovu; pokud se to bude opakovat, sdělte nám označení požadavku uvedené níže.',
  },
  over: { title: 'Tato schůzka už proběhla', text: 'Už se konala, proto ji nelze zrušit.' },
  overUnanswered: {
    title: 'Tato schůzka už proběhla',
    text: 'Už se konala, proto není na co odpovídat.',
  },
  misread: {
    title: 'To se nepovedlo',
    text: 'Nic se nezměnilo: nepřišlo to, co posílá tlačítko této stránky.\nOtevřete stránku znovu a stiskněte tlačítko na ní.',
  },
  askCancel: { title: 'Zrušit tuto schůzku?', text: 'Nic se nezruší, dokud nestisknete tlačítko.' },
  askDecline: {
    title: 'Nemůžete přijít?',
    text: 'Nic se nestane, dokud nestisknete tlačítko. Schůzka se bude konat bez vás; pořadateli to oznámíme.',
  },
  cancelled: { title: 'Vaše schůzka je zrušena', text: 'Nekoná se.' },
  alreadyCancelled: {
    title: 'Tato schůzka už je zrušena',
    text: 'Nekoná se. Není potřeba nic dalšího dělat.',
  },
  declined: {
    title: 'Odmítli jste účast',
    text: 'Pořadateli oznámíme, že nepřijdete. Schůzka se bude konat bez vás.',
  },
  alreadyDeclined: {
    title: 'Účast jste už odmítli',
    text: 'Pořadatel vidí, že nepřijdete. Není potřeba nic dalšího dělat.',
  },
  movedSince: 'Od otevření této stránky se čas změnil. Než se rozhodnete, podívejte se prosím znovu.',
  status: {
    confirmed: 'Potvrzeno',
    cancelled: 'Zrušeno',
    declined: 'Odmítli jste účast',
    over: 'Proběhlo',
    held: 'Držíme pro vás',
    draft: 'Zatím nepotvrzeno',
    released: 'Uvolněno',
  },
  labels: { when: 'Kdy', place: 'Kde', hosts: 'S kým', link: 'Připojení', about: 'O čem' },
  linkFollows: 'Odkaz k připojení pošleme e-mailem.',
  reason: { label: 'Důvod', hint: '(nepovinný, přečte si ho pořadatel)' },
  buttons: {
    cancel: 'Zrušit schůzku',
    decline: 'Odmítnout účast',
    keep: 'Ponechat',
    join: 'Připojit se',
    show: 'Zobrazit schůzku',
    toCancel: 'Zrušit schůzku…',
    toDecline: 'Nemohu přijít…',
  },
};
