import type { GuestWords } from './guest-words.ts';

export const CZECH_GUEST: GuestWords = {
  held: (until) =>
    `Tento čas pro vás držíme do ${until}. Schůzkou se stane, až ho potvrdíte na stránce, kde jste ho vybrali.`,
  notConfirmed: 'Tato schůzka ještě není potvrzena. Jakmile bude, pošleme vám e-mail.',
  booked: 'Schůzka je zarezervovaná. Pošleme vám e-mail se všemi údaji a s odkazem na tuto stránku.',
  released: 'Čas jsme pro vás drželi a už je uvolněn. Nic domluveno není.',
  letGo: {
    open: 'Uvolnit čas…',
    ask: { title: 'Uvolnit tento čas?', text: 'Nic se nestane, dokud nestisknete tlačítko.' },
    button: 'Uvolnit',
    done: { title: 'Čas je uvolněn', text: 'Teď si ho může vybrat někdo jiný. Nic domluveno nemáte.' },
  },
  brought: 'Přijde s vámi',
  answer: {
    label: 'Vaše odpověď',
    question: 'Přijdete?',
    text: 'Pořadatel vaši odpověď uvidí. Dokud schůzka neskončí, můžete ji změnit.',
    inertText:
      'Nic se neodešle, dokud nestisknete tlačítko. Pořadatel vaši odpověď uvidí a můžete ji změnit.',
    said: { needs_action: 'Zatím žádná', accepted: 'Ano', tentative: 'Možná', declined: 'Ne' },
    buttons: { accepted: 'Ano, přijdu', tentative: 'Možná', declined: 'Ne, nepřijdu' },
    done: {
      accepted: { title: 'Odpověděli jste ano', text: 'Pořadatel vidí, že přijdete.' },
      tentative: { title: 'Odpověděli jste možná', text: 'Pořadatel vidí, že možná přijdete.' },
      declined: {
        title: 'Odpověděli jste ne',
        text: 'Pořadateli oznámíme, že nepřijdete. Schůzka samotná platí.',
      },
    },
    notConfirmed: {
      title: 'Tato schůzka ještě není potvrzena',
      text: 'Zatím není na co odpovídat. Jakmile bude potvrzena, pošleme vám e-mail.',
    },
  },
  add: {
    title: 'Přidat do kalendáře',
    google: 'Kalendář Google',
    outlook: 'Outlook.com',
    office: 'Outlook v práci nebo ve škole',
    file: 'Soubor kalendáře (.ics)',
  },
  zone: {
    title: 'Zobrazit časy v jiném časovém pásmu',
    label: 'Časové pásmo',
    button: 'Zobrazit',
    other: 'Ostatní',
  },
  late: {
    cancel: {
      title: 'Tady už schůzku zrušit nelze',
      text: 'Doba, do které jste ji mohli zrušit sami, uplynula. Napište prosím pořadateli; můžete také odpovědět, že nepřijdete.',
    },
    move: {
      title: 'Tady už čas změnit nelze',
      text: 'Doba, do které jste schůzku mohli přesunout sami, uplynula. Napište prosím pořadateli.',
    },
    instead: {
      cancel: 'Tady už schůzku zrušit nelze.',
      move: 'Tady už čas schůzky změnit nelze.',
      both: 'Tady už schůzku přesunout ani zrušit nelze.',
    },
  },
  contact: 'Napište na',
  informed: (people) => `E-mail o tom dostanou: ${people}.`,
  you: 'vy',
  others: (count) => (count === 1 ? 'další host' : `další hosté (${count})`),
  move: {
    open: 'Změnit čas…',
    title: 'Vyberte nový čas',
    text: 'Nic se nepřesune, dokud nestisknete tlačítko.',
    now: 'Nyní',
    week: 'Volné časy',
    earlier: 'Dřívější',
    later: 'Pozdější',
    none: 'V těchto sedmi dnech není žádný volný čas.',
    next: 'Nejbližší volný čas:',
    noneAtAll: 'V příštích třech měsících není žádný volný čas. Napište prosím pořadateli.',
    noneLater:
      'V těchto sedmi dnech ani v dalších třech měsících není žádný volný čas. Podívejte se na dřívější dny.',
    button: 'Přesunout schůzku',
    missing: 'Vyberte jeden z časů.',
    taken: 'Tento čas už není volný. Zde jsou nejbližší volné.',
    stale:
      'Od otevření této stránky byla schůzka přesunuta. Podívejte se, kdy se koná teď, a pokud potřebujete jiný čas, vyberte znovu.',
    faultTitle: 'Schůzka nebyla přesunuta',
    before: 'Původně',
    done: { title: 'Vaše schůzka má nový čas', text: 'Přesunuli jsme ji i v kalendářích.' },
    already: { title: 'Vaše schůzka už je v tomto čase', text: 'Není potřeba nic dalšího dělat.' },
    over: { title: 'Tato schůzka už proběhla', text: 'Už se konala, proto ji nelze přesunout.' },
    cancelled: {
      title: 'Tato schůzka je zrušena',
      text: 'Nekoná se, proto ji nelze přesunout. S pořadatelem si můžete domluvit jinou.',
    },
    notConfirmed: {
      title: 'Tato schůzka ještě není potvrzena',
      text: 'Přesunout ji půjde, až bude. Pokud se vám čas nehodí, uvolněte ho a vyberte jiný.',
    },
    notYours: {
      title: 'Čas může změnit jen host, který schůzku domluvil',
      text: 'O jiný čas požádejte jeho nebo pořadatele. Pokud se vám tento nehodí, odpovězte, že nepřijdete.',
    },
  },
  tooMany: {
    title: 'Příliš mnoho návštěv',
    text: 'Tato stránka byla za krátkou dobu otevřena příliš často. Nic se nezměnilo. Zkuste to prosím za několik minut znovu.',
  },
};
