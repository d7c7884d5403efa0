import { SESClient } from '@aws-sdk/client-ses';
import { bounded } from './bounded.ts';

/** One attempt: a repeat after a lost answer would mail twice; the notice decides about retries. */
export const mailClient = (): SESClient => new SESClient({ ...bounded(10_000), maxAttempts: 1 });
