import { createHash } from 'node:crypto';

/** What is stored of a guest's key: who reads the table opens no page with it. */
export const guestTokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');
