interface Message {
  readonly title: string;
  readonly text: string;
}

/** What is wrong with a field, beside it and in the summary above the form. */
interface FaultWords {
  readonly name: string;
  readonly nameLink: string;
  readonly nameLong: string;
  readonly nameOdd: string;
  readonly email: string;
  readonly emailShape: string;
  readonly emailOfHost: string;
  readonly guestsMany: string;
  readonly guestShape: (said: string) => string;
  readonly guestTwice: (address: string) => string;
  readonly guestHost: (address: string) => string;
  readonly required: string;
  readonly choice: string;
  readonly phone: string;
  readonly line: string;
  readonly long: string;
}

/** All that the pages for booking say in one language, apart from what every page for guests says. */
export interface BookWords {
  readonly nothing: Message;
  readonly chooseTime: string;
  readonly about: string;
  readonly length: string;
  readonly zone: {
    readonly shown: (zone: string) => string;
    readonly change: string;
    readonly label: string;
    readonly show: string;
    readonly other: string;
  };
  readonly earlier: string;
  readonly later: string;
  readonly times: (count: number) => string;
  readonly noneIn: (month: string) => string;
  readonly nextFree: (day: string) => string;
  readonly noneAtAll: string;
  readonly gone: string;
  readonly otherLocale: { readonly locale: 'en' | 'cs'; readonly name: string };

  readonly back: string;
  readonly yourDetails: string;
  readonly marks: string;
  readonly name: string;
  readonly email: string;
  readonly guests: string;
  readonly guestsHint: string;
  readonly choose: string;
  readonly yes: string;
  readonly no: string;
  readonly book: string;
  readonly mailFollows: string;

  readonly problem: string;
  readonly faults: FaultWords;
  readonly taken: Message;
  readonly otherTimes: string;
  readonly noOthers: string;
  readonly allTimes: string;
  readonly used: Message;
  readonly limited: (minutes: number) => Message;
  readonly again: Message;
}
