import { existsSync, promises } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { processClock } from './clock.ts';
import type { Engines } from './engines.ts';
import { savedMail } from './mail/mailbox.ts';
import { savedQueue } from './queues/queue.ts';
import { savedSecret } from './secrets/secret.ts';

const state = z.object({
  /** How far the clock had been moved; what is stored lies in that time. */
  clockOffsetMs: z.number(),
  queues: z.array(savedQueue),
  secrets: z.array(savedSecret),
  mails: z.array(savedMail),
});

const fileIn = (folder: string): string => join(folder, 'state.json');
export const tablesIn = (folder: string): string => join(folder, 'tables');
const realNow = (): number => performance.timeOrigin + performance.now();

/** Puts back what an earlier run left; false where there was none. The providers' simulators begin empty. */
export const loadState = async (folder: string, { queues, secrets, mailbox }: Engines): Promise<boolean> => {
  if (!existsSync(fileIn(folder))) return false;
  const kept = state.parse(JSON.parse(await promises.readFile(fileIn(folder), 'utf8')));
  processClock.advance(kept.clockOffsetMs);
  queues.load(kept.queues);
  secrets.secrets.load(kept.secrets);
  mailbox.load(kept.mails);
  return true;
};

/** DynamoDB's files are written as it goes; the rest when the hub ends. */
export const saveState = async (folder: string, { queues, secrets, mailbox }: Engines): Promise<void> => {
  const kept: z.infer<typeof state> = {
    clockOffsetMs: Math.round(Date.now() - realNow()),
    queues: queues.save(),
    secrets: secrets.secrets.save(),
    mails: mailbox.save(),
  };
  await promises.mkdir(folder, { recursive: true });
  await promises.writeFile(fileIn(folder), JSON.stringify(kept));
};
