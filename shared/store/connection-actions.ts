import type { AccountClaim } from '../../events/stored/account-claim.ts';
import type { ApprovalWait } from '../../events/stored/approval-wait.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { OauthAttempt } from '../../events/stored/oauth-attempt.ts';
import { Platform } from '../../events/stored/org-settings.ts';
import type { Refusal } from '../../events/stored/refusal.ts';
import { refusalDays } from '../domain/refusal-days.ts';
import type { ConnectionCommit } from '../ports/connections.ts';
import { dueItem } from './dues.ts';
import { keys } from './keys.ts';
import { putIdempotency } from './put-idempotency.ts';
import { putRun } from './put-run.ts';
import { putTransition } from './put-transition.ts';
import type { Table } from './table.ts';
import type { Action } from './transact.ts';
import { versionedDelete, versionedPut } from './versioned.ts';

const DAY_SECONDS = 86_400;
const after = (at: string, days: number): number => Math.floor(Date.parse(at) / 1000) + days * DAY_SECONDS;

const connectionKey = ({ org, userId, id }: Connection) => keys.connection(org, userId, id);
const claimKey = ({ provider, org, accountKey }: AccountClaim) => keys.claim(provider, org, accountKey);

const putConnection = (table: Table, connection: Connection): Action =>
  versionedPut(table, connectionKey(connection), {
    ...connection,
    listPk: keys.connections(connection.org),
    listSk: `${connection.userId}\u0000${connection.id}`,
  });

const OWN_CLAIM =
  'attribute_not_exists(pk) OR (connectionId = :connection AND userId = :user AND org = :org)';
const RESERVED_CLAIM = '(userId = :user AND org = :org AND attribute_exists(reservedUntil))';

interface Condition {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeValues: Record<string, string>;
}

const ownClaim = ({ connectionId, userId, org }: AccountClaim): Condition => ({
  ConditionExpression: OWN_CLAIM,
  ExpressionAttributeValues: { ':connection': connectionId, ':user': userId, ':org': org },
});

const freeClaim = (claim: AccountClaim): Condition => ({
  ConditionExpression: `${OWN_CLAIM} OR ${RESERVED_CLAIM} OR reservedUntil < :now`,
  ExpressionAttributeValues: { ...ownClaim(claim).ExpressionAttributeValues, ':now': claim.since },
});

const putClaim = ({ name }: Table, claim: AccountClaim, condition: Condition): Action => ({
  Put: {
    TableName: name,
    Item: {
      ...claim,
      ...claimKey(claim),
      listPk: keys.claims(claim.provider, claim.accountKey),
      listSk: claim.org,
      id: claim.org,
      ...(claim.reservedUntil !== undefined && { ttl: after(claim.reservedUntil, 1) }),
    },
    ...condition,
  },
});

const putAttempt = (table: Table, attempt: OauthAttempt): Action =>
  versionedPut(table, keys.attempt(attempt.id), { ...attempt, ttl: after(attempt.expiresAt, 1) });

const putRefusal = ({ name }: Table, refusal: Refusal): Action => ({
  Put: {
    TableName: name,
    Item: {
      ...refusal,
      ...keys.refusal(refusal.org, refusal.userId, refusal.provider),
      ttl: after(refusal.at, refusalDays(refusal)),
    },
  },
});

const waitKey = ({ org, provider, userId }: Pick<ApprovalWait, 'org' | 'provider' | 'userId'>) =>
  keys.approvalWait(org, provider, userId);

/** Whoever is refused anew waits for nothing else any more. */
const putWait = ({ name }: Table, refusal: Refusal, wait: ApprovalWait | undefined): Action =>
  wait
    ? {
        Put: {
          TableName: name,
          Item: { ...wait, ...waitKey(wait), ttl: after(wait.at, refusalDays(refusal)) },
        },
      }
    : { Delete: { TableName: name, Key: waitKey(refusal) } };

/** A later refusal than the one that was waited with stays. */
const endWait = ({ name: TableName }: Table, wait: ApprovalWait): Action[] => {
  const { org, userId, provider, at } = wait;
  const ExpressionAttributeNames = { '#at': 'at' };
  const ExpressionAttributeValues = { ':at': at };
  const asRead = { ExpressionAttributeNames, ExpressionAttributeValues };
  return [
    { Delete: { TableName, Key: waitKey(wait), ConditionExpression: '#at = :at', ...asRead } },
    {
      Delete: {
        TableName,
        Key: keys.refusal(org, userId, provider),
        ConditionExpression: 'attribute_not_exists(pk) OR #at = :at',
        ...asRead,
      },
    },
  ];
};

const of = <T>(value: T | undefined, make: (value: T) => Action | Action[]): Action[] =>
  value === undefined ? [] : [make(value)].flat();

/** What one commit writes: the claim first, so that its refusal can be told from a lost race. */
export const connectionActions = (table: Table, change: ConnectionCommit): Action[] => {
  const { name: TableName } = table;
  return [
    ...of(change.claim, (claim) => putClaim(table, claim, freeClaim(claim))),
    ...of(change.transferClaim, ({ from, to }) => putClaim(table, to, ownClaim(from))),
    ...of(change.releaseClaim, (claim) => ({
      Delete: { TableName, Key: claimKey(claim), ...ownClaim(claim) },
    })),
    ...of(change.connection, (connection) => putConnection(table, connection)),
    ...of(change.connections, (all) => all.map((connection) => putConnection(table, connection))),
    ...of(change.removeConnection, (gone) => versionedDelete(table, connectionKey(gone), gone)),
    ...of(change.feeds, (feeds) => feeds.map((feed) => versionedPut(table, keys.feed(feed.id), feed))),
    ...of(change.attempt, (attempt) => putAttempt(table, attempt)),
    ...of(change.removeAttempt, (attempt) => versionedDelete(table, keys.attempt(attempt.id), attempt)),
    ...of(change.refusal, (refusal) => [putRefusal(table, refusal), putWait(table, refusal, change.awaits)]),
    ...of(change.removeRefusal, (gone) => [
      { Delete: { TableName, Key: keys.refusal(gone.org, gone.userId, gone.provider) } },
      { Delete: { TableName, Key: waitKey(gone) } },
    ]),
    ...of(change.approved, (waits) => waits.flatMap((wait) => endWait(table, wait))),
    ...of(change.answerRequests, ({ org, userId }) =>
      Platform.options.map((platform) => ({
        Delete: { TableName, Key: keys.connectRequest(org, userId, platform) },
      })),
    ),
    ...of(change.register, (register) =>
      versionedPut(table, keys.register(register.org, register.userId), register),
    ),
    ...of(change.run, (run) => putRun(table, run)),
    ...of(change.due, (dues) => dues.map((due) => ({ Put: { TableName, Item: dueItem(due) } }))),
    ...of(change.removeDue, (dues) =>
      dues.map(({ kind, owner }) => ({ Delete: { TableName, Key: keys.due(kind, owner) } })),
    ),
    ...of(change.transition, (transition) => putTransition(table, transition)),
    // The last one, so that it can be told, too.
    ...of(change.idempotency, ({ record, at }) => putIdempotency(table, record, at)),
  ];
};
