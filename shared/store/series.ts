import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { Booking } from '../../events/stored/booking.ts';
import { Series } from '../../events/stored/series.ts';
import { SeriesNotice } from '../../events/stored/series-notice.ts';
import { wholeSeriesId } from '../domain/series-id.ts';
import type { SeriesCommit, SeriesStore } from '../ports/series.ts';
import { agendaChange } from './agenda-change.ts';
import { readIdempotency } from './bookings-idempotency.ts';
import { conflictsDue } from './conflicts-due.ts';
import { dueItem } from './dues.ts';
import { type Key, keys } from './keys.ts';
import { putIdempotency } from './put-idempotency.ts';
import { putLink } from './put-link.ts';
import { readItems } from './read-items.ts';
import { readUnder } from './read-under.ts';
import type { Table } from './table.ts';
import { type Action, transact } from './transact.ts';
import { versionedPut } from './versioned.ts';

const GRACE_MS = 60_000;

const dueAction = ({ name }: Table, { series, at }: SeriesCommit): Action => {
  const { org, id, version, pending } = series;
  if (pending === undefined) return { Delete: { TableName: name, Key: keys.due('series', id) } };
  const dueAt = new Date(Date.parse(at) + GRACE_MS).toISOString();
  const body = { v: 1, kind: 'series', org, seriesId: id, trace: pending.trace } as const;
  const due = { v: 1, kind: 'series', owner: id, version, dueAt, messages: [] } as const;
  return { Put: { TableName: name, Item: dueItem({ ...due, messages: [{ queue: 'provision', body }] }) } };
};

const conflictsAction = (table: Table, { series: owner, conflictsOwed, at }: SeriesCommit): Action[] =>
  conflictsOwed ? [conflictsDue(table, { owner, ...conflictsOwed, at })] : [];

const commit =
  (table: Table): SeriesStore['commit'] =>
  async (change) => {
    const { series, agendas, idempotency, at } = change;
    const failed = await transact(table, [
      ...(idempotency ? [putIdempotency(table, idempotency, at)] : []),
      versionedPut(table, keys.series(series.org, series.id), series),
      dueAction(table, change),
      ...conflictsAction(table, change),
      ...agendas.map((each) => agendaChange(table, each)),
    ]);
    if (failed.length === 0) return { outcome: 'committed' };
    const first =
      idempotency && failed.includes(0) ? await readIdempotency(table, idempotency.key) : undefined;
    return first ? { outcome: 'replayed', idempotency: first } : { outcome: 'stale' };
  };

const still = ({ name }: Table, Key: Key, version: number): Action => ({
  ConditionCheck: {
    TableName: name,
    Key,
    ...(version === 0
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: '#version = :version',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':version': version },
        }),
  },
});

const putNotice =
  (table: Table): SeriesStore['putNotice'] =>
  async (notice, only) => {
    const { org, seriesId, address } = notice;
    const told = only?.told ?? [];
    const failed = await transact(table, [
      versionedPut(table, keys.seriesNotice(org, seriesId, address), notice),
      ...(only ? [still(table, keys.series(org, seriesId), only.series.version)] : []),
      ...told.map(({ bookingId, person, version }) =>
        still(table, keys.notice(org, bookingId, person), version),
      ),
    ]);
    return failed.length === 0;
  };

/** Series in the one table. */
export const dynamoSeries = (table: Table): SeriesStore => ({
  read: async (org, id) => {
    const Key = keys.series(org, wholeSeriesId(id));
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key, ConsistentRead: true }),
    );
    return Item && Series.parse(Item);
  },
  bookings: async (org, ids) => {
    const items = await readItems(
      table,
      [...new Set(ids)].map((id) => keys.booking(org, id)),
    );
    return items.map((item) => Booking.parse(item)).sort((a, b) => a.start.localeCompare(b.start));
  },
  commit: commit(table),
  notices: (org, id) => readUnder(table, keys.seriesNotice(org, id, ''), SeriesNotice),
  putNotice: putNotice(table),
  putLinks: async (links) => {
    if (links.length > 0)
      await transact(
        table,
        links.map((link) => putLink(table, link)),
      );
  },
});
