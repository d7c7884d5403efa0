import type { Activity } from '../../events/stored/activity.ts';
import type { Transition } from '../../events/stored/transition.ts';

/** Who and what changed. `type` may be one that this version does not know yet. */
export type ChangeRecord = Omit<Transition, 'type'> & { readonly type: string; readonly kind?: undefined };
/** What was done besides. */
export type ActivityRecord = Omit<Activity, 'type'> & { readonly type: string };
export type HistoryRecord = ChangeRecord | ActivityRecord;
