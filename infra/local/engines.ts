import { topology } from '../topology.ts';
import { startInbox } from './mail/inbox-server.ts';
import { Mailbox } from './mail/mailbox.ts';
import { type SesServer, startSes } from './mail/ses-server.ts';
import { type QueueServer, startQueueServer } from './queues/queue-server.ts';
import { Queues } from './queues/queues.ts';
import { topologyQueues } from './queues/topology-queues.ts';
import { type SecretsServer, startSecrets } from './secrets/secrets-server.ts';
import { startTables, type Tables } from './tables/tables.ts';

export interface EngineOptions {
  /** Where dynalite keeps its files; in memory without it. */
  readonly tablesPath?: string | undefined;
  /** AWS's own DynamoDB Local in place of dynalite. */
  readonly remoteTables?: { readonly url: string; readonly accessKeyId: string } | undefined;
  readonly indexLag?: { readonly maxMs: number; readonly seed: number } | undefined;
}
export interface Engines {
  readonly tableName: string;
  readonly tables: Tables;
  readonly queues: Queues;
  readonly byName: ReturnType<typeof topologyQueues>;
  readonly queueServer: QueueServer;
  readonly secrets: SecretsServer;
  readonly mailbox: Mailbox;
  readonly ses: SesServer;
  readonly inboxUrl: string;
  close(): Promise<void>;
}

const TABLE = 'meridian';
export const MAIL_DOMAIN = 'mail.meridian.example';

/** Everything of AWS that the handlers meet, each behind its own protocol on a port of its own. */
export const startEngines = async ({
  tablesPath,
  remoteTables,
  indexLag,
}: EngineOptions): Promise<Engines> => {
  const queues = new Queues();
  const byName = topologyQueues(queues);
  const mailbox = new Mailbox();
  const [tables, queueServer, secrets, ses, inbox] = await Promise.all([
    startTables({
      name: TABLE,
      spec: topology.table,
      ...(tablesPath && { path: tablesPath }),
      ...(remoteTables && { remote: remoteTables }),
      ...(indexLag && { indexLag }),
    }),
    startQueueServer(queues),
    startSecrets(),
    startSes(mailbox, [MAIL_DOMAIN]),
    startInbox(mailbox),
  ]);
  const servers = [tables, queueServer, secrets, ses, inbox];
  return {
    tableName: TABLE,
    tables,
    queues,
    byName,
    queueServer,
    secrets,
    mailbox,
    ses,
    inboxUrl: inbox.url,
    close: async () => {
      await Promise.all(servers.map((server) => server.close()));
    },
  };
};
