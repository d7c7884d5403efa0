import type { Person } from '../../events/stored/person.ts';

interface Message {
  readonly title: string;
  readonly text: string;
}

/** What the page says to whoever comes back from Microsoft's approval for a whole organization. */
interface ApprovalWords {
  /** `tenant` as the address told it, if at all: to be recognized, not to be relied on. */
  readonly approved: (tenant: string | undefined) => Message;
  readonly declined: Message;
  readonly failed: Message;
  readonly unknown: Message;
}

const ENGLISH: ApprovalWords = {
  approved: (tenant) => ({
    title: 'Approved',
    text: [
      'People of your organization can connect their Outlook calendars and Teams now.',
      'Whoever was waiting for it gets a mail with a link to finish. You have nothing else to do and can close this page.',
      ...(tenant === undefined ? [] : [`Organization at Microsoft, as the address says: ${tenant}`]),
    ].join('\n'),
  }),
  declined: {
    title: 'Not approved',
    text: 'Nothing was changed and nobody was told.\nIf it was a mistake, open the address that you were sent once more and accept.',
  },
  failed: {
    title: 'Microsoft did not take the approval',
    text: 'Nothing was changed and nobody was told.\nApproving for a whole organization takes an administrator who may do so: sign in with such an account, or pass the address on to somebody who has one.',
  },
  unknown: {
    title: 'This way back is not open any more',
    text: 'The address that brought you here is incomplete, older than a week, or not ours, so nobody was told of an approval.\nAsk whoever sent you the address for a fresh one. If Microsoft has taken your approval, it stands: people can connect in their application.',
  },
};

const CZECH: ApprovalWords = {
  approved: (tenant) => ({
    title: 'Schváleno',
    text: [
      'Lidé z vaší organizace si teď mohou připojit kalendář Outlook a Teams.',
      'Kdo na to čekal, dostane e-mail s odkazem k dokončení. Vy už nic dělat nemusíte a stránku můžete zavřít.',
      ...(tenant === undefined ? [] : [`Organizace u Microsoftu, jak ji uvádí adresa: ${tenant}`]),
    ].join('\n'),
  }),
  declined: {
    title: 'Neschváleno',
    text: 'Nic se nezměnilo a nikomu jsme nepsali.\nPokud to byl omyl, otevřete adresu, kterou jste dostali, ještě jednou a žádost přijměte.',
  },
  failed: {
    title: 'Microsoft schválení nepřijal',
    text: 'Nic se nezměnilo a nikomu jsme nepsali.\nZa celou organizaci smí schvalovat jen správce s patřičným oprávněním: přihlaste se takovým účtem, nebo adresu předejte někomu, kdo ho má.',
  },
  unknown: {
    title: 'Tudy už se vrátit nedá',
    text: 'Adresa, která vás sem přivedla, je neúplná, starší než týden, nebo není naše, takže jsme o schválení nikomu nepsali.\nPožádejte toho, kdo vám ji poslal, o novou. Pokud Microsoft vaše schválení přijal, platí: lidé se mohou připojit ve své aplikaci.',
  },
};

const CATALOGUES: Readonly<Record<Person['locale'], ApprovalWords>> = { en: ENGLISH, cs: CZECH };

export const approvalWordsOf = (locale: Person['locale']): ApprovalWords => CATALOGUES[locale];
