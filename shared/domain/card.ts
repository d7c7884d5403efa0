import type { Card } from '../../events/http/integrations.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { OrgSettings, Platform } from '../../events/stored/org-settings.ts';
import type { PerProvider } from '../../events/stored/provider.ts';
import { approvalHelp } from './approval-help.ts';
import { awaitsApproval } from './awaits-approval.ts';
import { helpText, reasonOf } from './card-help.ts';
import { servingPlatform } from './card-state.ts';
import { cardWarnings } from './card-warnings.ts';
import { PLATFORM_NAMES } from './platform-name.ts';
import { MAIN_PLATFORM, providerOf } from './provider-of.ts';
import { calendarBehind, carrierOf } from './rides-on.ts';
import { shownState } from './shown-state.ts';

export interface Permission {
  readonly scope: string;
  readonly id: string;
  readonly text: string;
}

/** What the cards of one user are made from. */
export interface CardSource {
  readonly connections: readonly Connection[];
  readonly settings: Pick<OrgSettings, 'accountsPerPlatform' | 'accountDomains' | 'supportContact' | 'urls'>;
  readonly email: string;
  /** What each provider is asked for. */
  readonly permissions: PerProvider<readonly Permission[]>;
  /** The code of the last try that came to nothing, by platform. */
  readonly refusals: Readonly<Partial<Record<Platform, string>>>;
  /** By connection id: since when nothing of its calendars has been missed; absent where one was never read, or nobody asked. */
  readonly lastSynced?: ReadonlyMap<string, string>;
  /** Assistants and admins look at other people's cards; they do not connect. */
  readonly mayAct: boolean;
  /** Where cards are read, if the org has told no page of its own. */
  readonly cardsUrl: string;
  /** Where an administrator at Microsoft approves, if one may have to. */
  readonly approvalUrl?: string | undefined;
}

/** What can be done with what a calendar's own card has connected, rather than from one that rides on it. */
const CALENDAR_ACTIONS: Card['actions'] = ['privacy', 'calendars'];

/** What is there has to be renewed before it works again. */
const BROKEN: ReadonlySet<Card['state']> = new Set<Card['state']>([
  'needs_reauth',
  'insufficient_scope',
  'needs_admin_approval',
]);

const actionsOf = (
  { platform, state }: Pick<Card, 'platform' | 'state'>,
  accounts: number,
  source: CardSource,
): Card['actions'] => {
  if (!source.mayAct || state === 'disconnecting') return [];
  if (state === 'not_connected' || (state === 'needs_admin_approval' && accounts === 0)) return ['connect'];
  if (BROKEN.has(state)) return ['reconnect', 'disconnect'];
  return [
    ...(accounts < source.settings.accountsPerPlatform ? (['add_account'] as const) : []),
    ...(state === 'connected' && calendarBehind(platform) !== undefined ? (['sync'] as const) : []),
    ...(calendarBehind(platform) === platform ? CALENDAR_ACTIONS : []),
    'disconnect',
  ];
};

const accountOf = (
  { id, calendarId, accountLabel, state, reason, privacy, connectedAt }: Connection,
  lastSyncedAt: string | undefined,
): Card['accounts'][number] => ({
  id,
  label: accountLabel,
  state,
  ...(reason && { reason }),
  ...(calendarId !== '' && { privacy }),
  connectedAt,
  ...(lastSyncedAt !== undefined && { lastSyncedAt }),
});

/** A connection that works needs no approval; one that was lost may. */
const approvalText = (platform: Platform, state: Card['state'], source: CardSource): string | undefined =>
  state === 'not_connected' || state === 'needs_admin_approval'
    ? approvalHelp(platform, source.refusals[platform])
    : undefined;

const helpOf = (
  { platform, state }: Pick<Card, 'platform' | 'state'>,
  shown: Connection | undefined,
  source: CardSource,
): Card['help'] => {
  const needed = carrierOf(platform);
  const isThere = needed && servingPlatform(needed, source.connections)[0]?.state === 'connected';
  const lacks = isThere ? undefined : needed;
  const { accountDomains: domains } = source.settings;
  const refused = source.refusals[platform];
  const approval = approvalText(platform, state, source);
  const text = approval ?? helpText({ platform, state, reason: shown?.reason, lacks, refused, domains });
  if (text === undefined) return undefined;
  const { supportContact, urls } = source.settings;
  const support = supportContact ? ` Questions: ${supportContact}` : '';
  const cardUrl = `${source.cardsUrl}/${MAIN_PLATFORM[providerOf(platform)]}`;
  const approvalUrl = approval === undefined ? undefined : source.approvalUrl;
  return { text: text + support, url: approvalUrl ?? urls.integrations ?? cardUrl };
};

const trouble = (
  { platform, state }: Pick<Card, 'platform' | 'state'>,
  shown: Connection | undefined,
  source: CardSource,
) => {
  const code = source.refusals[platform];
  const reason = shown ? shown.reason : code === undefined ? undefined : reasonOf(code);
  const missing = source.permissions[providerOf(platform)].filter(({ scope }) =>
    shown?.missing.includes(scope),
  );
  const help = helpOf({ platform, state }, shown, source);
  return {
    ...(reason && { reason }),
    ...(missing.length > 0 && { missing: missing.map(({ id, text }) => ({ id, text })) }),
    ...(help && { help }),
  };
};

const isAwaited = (platform: Platform, { refusals: { [platform]: code } }: CardSource): boolean =>
  code !== undefined && awaitsApproval({ provider: providerOf(platform), code });

/** The card of one platform. */
export const cardOf = (platform: Platform, source: CardSource): Card => {
  const serving = servingPlatform(platform, source.connections);
  const [shown] = serving;
  const state = shownState(platform, source.connections, isAwaited(platform, source));
  const requires = carrierOf(platform);
  const actions = actionsOf({ platform, state }, serving.length, source);
  const canConnect = actions.includes('connect') || actions.includes('add_account');
  return {
    platform,
    name: PLATFORM_NAMES[platform],
    state,
    ...trouble({ platform, state }, shown, source),
    ...(shown && { since: shown.stateSince, accountLabel: shown.accountLabel }),
    managedBy: 'user',
    ...(requires && { requires }),
    warnings: cardWarnings(platform, serving, source.email, canConnect),
    permissions: source.permissions[providerOf(platform)].map(({ scope, id, text }) => ({
      id,
      text,
      granted: shown?.scopes.includes(scope) ?? false,
    })),
    accounts: serving.map((connection) => accountOf(connection, source.lastSynced?.get(connection.id))),
    actions,
  };
};
