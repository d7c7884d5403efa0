import type { Card } from '../../events/http/integrations.ts';
import type { ConnectedCalendar, Connection } from '../../events/stored/connection.ts';
import type { Platform } from '../../events/stored/org-settings.ts';

type Warning = Card['warnings'][number];

const lossOf = ({ name, busy, target }: ConnectedCalendar, account: string): string => {
  const effects = [
    ...(busy ? ['it blocks no time any more'] : []),
    ...(target ? [`bookings go to the main calendar of ${account}`] : []),
  ];
  return `The calendar “${name}” is gone from ${account}: ${effects.join(', and ')}.`;
};

const accountWarnings = ({ accountLabel, calendars, plan }: Connection, email: string): Warning[] => [
  ...(accountLabel.toLowerCase() === email.toLowerCase()
    ? []
    : [
        {
          code: 'other_address' as const,
          text: `The account ${accountLabel} is not your own address ${email}.`,
        },
      ]),
  ...(plan === 'basic'
    ? [
        {
          code: 'basic_plan' as const,
          text: `The account ${accountLabel} has Zoom’s Basic plan: its meetings end after 40 minutes, and guests cannot have a link each.`,
        },
      ]
    : []),
  ...calendars
    .filter(({ gone, busy, target }) => gone && (busy || target))
    .map((calendar) => ({ code: 'calendar_gone' as const, text: lossOf(calendar, accountLabel) })),
];

/** Said before it is too late: a Zoom account is one person's, and a person has one. */
const sharingWarnings = (accounts: number, canConnect: boolean): Warning[] => [
  ...(canConnect
    ? [
        {
          code: 'shared_account' as const,
          text: 'Connect a Zoom account that is yours alone: one that somebody else has connected here is refused. Zoom takes the account that is signed in there, so look which one it is.',
        },
      ]
    : []),
  ...(accounts > 1
    ? [
        {
          code: 'several_accounts' as const,
          text: 'Several Zoom accounts are connected: links are made by the one that was connected first. Keep one, and disconnect the others.',
        },
      ]
    : []),
];

/** What a card has to say though nothing is wrong; `canConnect`: one more account may be connected from it. */
export const cardWarnings = (
  platform: Platform,
  serving: readonly Connection[],
  email: string,
  canConnect: boolean,
): Card['warnings'] => [
  ...serving.flatMap((connection) => accountWarnings(connection, email)),
  ...(platform === 'zoom' ? sharingWarnings(serving.length, canConnect) : []),
];
