import type * as z from 'zod';
import { AdminIntegrationsQuery, type AdminIntegrationsReply } from '../../events/http/integrations.ts';
import type { OrgSettings, Platform } from '../../events/stored/org-settings.ts';
import type { PerProvider } from '../../events/stored/provider.ts';
import type { CardApprovalDeps } from '../../shared/connections/card-approval.ts';
import { userCards } from '../../shared/connections/user-cards.ts';
import type { Permission } from '../../shared/domain/card.ts';
import { providerOf } from '../../shared/domain/provider-of.ts';
import { refusalDays } from '../../shared/domain/refusal-days.ts';
import { shownState } from '../../shared/domain/shown-state.ts';
import { HubError } from '../../shared/errors.ts';
import { requireAdmin } from '../../shared/http/require-admin.ts';
import { route } from '../../shared/http/route.ts';
import type { ConnectionSummary } from '../../shared/ports/connections.ts';
import type { AdminDeps } from './admin-deps.ts';

type Query = z.infer<typeof AdminIntegrationsQuery>;
type Reply = z.infer<typeof AdminIntegrationsReply>;
type Deps = AdminDeps & CardApprovalDeps & { readonly permissions: PerProvider<readonly Permission[]> };

/** One user's state on every platform of the org. */
interface Row {
  readonly id: string;
  readonly states: ReadonlyMap<string, string>;
}

type Awaits = (platform: Platform) => boolean;

const rowOf = (
  id: string,
  settings: OrgSettings,
  connections: readonly ConnectionSummary[],
  awaits: Awaits,
): Row => ({
  id,
  states: new Map(
    settings.platforms.map((platform) => [platform, shownState(platform, connections, awaits(platform))]),
  ),
});

const DAY_MS = 86_400_000;

/** Whether somebody waits for an administrator at the provider behind a platform. */
const readAwaits = async ({ connections, clock }: Deps, org: string): Promise<(id: string) => Awaits> => {
  const now = clock.now();
  const waits = await connections.awaiting(org, 'microsoft');
  const current = waits.filter((wait) => now - Date.parse(wait.at) < refusalDays(wait) * DAY_MS);
  const waiting = new Map(current.map(({ userId, provider }) => [userId, provider]));
  return (id) => (platform) => waiting.get(id) === providerOf(platform);
};

const matches = ({ states }: Row, { platform, state }: Query): boolean => {
  const shown = platform === undefined ? [...states.values()] : [states.get(platform)];
  return state === undefined ? shown[0] !== undefined : shown.includes(state);
};

const readRows = async (deps: Deps, org: string, settings: OrgSettings, query: Query): Promise<Row[]> => {
  const { q, department, user } = query;
  const [ids, summaries, awaitsOf] = await Promise.all([
    deps.people.ids({ org, q, department }),
    deps.connections.summaries(org),
    readAwaits(deps, org),
  ]);
  const byUser = Map.groupBy(summaries, ({ userId }) => userId);
  return ids
    .filter((id) => user === undefined || id === user)
    .map((id) => rowOf(id, settings, byUser.get(id) ?? [], awaitsOf(id)))
    .filter((row) => matches(row, query));
};

const countsOf = (rows: readonly Row[]): Reply['counts'] => {
  const counts = new Map<string, Map<string, number>>();
  for (const [platform, state] of rows.flatMap(({ states }) => [...states])) {
    const ofPlatform = counts.get(platform) ?? new Map<string, number>();
    counts.set(platform, ofPlatform.set(state, (ofPlatform.get(state) ?? 0) + 1));
  }
  return Object.fromEntries([...counts].map(([platform, states]) => [platform, Object.fromEntries(states)]));
};

/** A cursor is the id of the last one shown. */
const pageOf = (rows: readonly Row[], { cursor, limit }: Query): { ids: string[]; next?: string } => {
  const after = cursor && Buffer.from(cursor, 'base64url').toString('utf8');
  const at = after === undefined ? 0 : rows.findIndex(({ id }) => id === after) + 1;
  if (after !== undefined && at === 0)
    throw new HubError('invalid_cursor', {
      detail: 'This cursor is of no use any more: start again without one.',
    });
  const ids = rows.slice(at, at + limit).map(({ id }) => id);
  const last = ids.at(-1);
  return {
    ids,
    ...(last !== undefined && at + limit < rows.length && { next: Buffer.from(last).toString('base64url') }),
  };
};

const itemsOf = async (
  deps: Deps,
  org: string,
  settings: OrgSettings,
  ids: readonly string[],
): Promise<Reply['items']> => {
  const people = new Map((await deps.people.readMany(org, ids)).map((person) => [person.id, person]));
  const shown = ids.flatMap((id) => people.get(id) ?? []);
  return Promise.all(
    shown.map(async (person) => {
      const { id, name, email, department } = person;
      const cards = await userCards(deps)({ person, settings, mayAct: false });
      return { user: { id, name, email, ...(department !== undefined && { department }) }, cards };
    }),
  );
};

/** `GET /v1/admin/integrations`: everybody of the org, whether they have ever signed in or not. */
export const listIntegrations = (deps: Deps) =>
  route({ query: AdminIntegrationsQuery }, async ({ caller, query }) => {
    requireAdmin(caller);
    const settings = await deps.settings.read(caller.org);
    const rows = await readRows(deps, caller.org, settings, query);
    const { ids, next } = pageOf(rows, query);
    const items = await itemsOf(deps, caller.org, settings, ids);
    const body: Reply = {
      items,
      counts: countsOf(rows),
      total: rows.length,
      ...(next !== undefined && { next }),
    };
    return { status: 200, body };
  });
