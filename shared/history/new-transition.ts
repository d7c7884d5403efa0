import type { Transition } from '../../events/stored/transition.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';

/** A transition of now, to be written in the transaction of the change that it tells of. */
export const newTransition = (
  { ids, clock }: { readonly ids: Ids; readonly clock: Clock },
  what: Omit<Transition, 'v' | 'id' | 'at'>,
): Transition => ({ v: 1, id: ids.next('evt'), at: new Date(clock.now()).toISOString(), ...what });
