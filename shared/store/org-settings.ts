import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { OrgSettings } from '../../events/stored/org-settings.ts';
import type { OrgSettingsStore } from '../ports/org-settings-store.ts';
import { dueItem } from './dues.ts';
import { keys } from './keys.ts';
import { putTransition } from './put-transition.ts';
import type { Table } from './table.ts';
import { transact } from './transact.ts';
import { versionedPut } from './versioned.ts';

/** Settings of orgs in DynamoDB. */
export const dynamoOrgSettings = (table: Table): OrgSettingsStore => ({
  read: async (org) => {
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: keys.settings(org), ConsistentRead: true }),
    );
    return OrgSettings.parse(Item ?? { v: 1, org, version: 0 });
  },
  put: async (settings, transition, due) => {
    const failed = await transact(table, [
      versionedPut(table, keys.settings(settings.org), settings),
      ...(transition ? [putTransition(table, transition)] : []),
      ...(due ? [{ Put: { TableName: table.name, Item: dueItem(due) } }] : []),
    ]);
    return failed.length === 0;
  },
});
