import { createHash } from 'node:crypto';

/** What is stored of a mailed link's token: who reads the table opens no page with it. */
export const requestTokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');
