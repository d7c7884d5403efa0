import type { Refusal } from '../../events/stored/refusal.ts';
import { awaitsApproval } from './awaits-approval.ts';

/** An administrator may take their time, or be away. */
const WAITING_DAYS = 30;

/** For how many days a card tells why the last try came to nothing. */
export const refusalDays = (refusal: Pick<Refusal, 'provider' | 'code'>): number =>
  awaitsApproval(refusal) ? WAITING_DAYS : 1;
