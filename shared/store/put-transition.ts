import type { Transition } from '../../events/stored/transition.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';
import type { Action } from './transact.ts';

const KEPT_SECONDS = 30 * 24 * 3600;

/** The event of a change, to be written in the change's own transaction; listed by org in order. */
export const putTransition = ({ name }: Table, transition: Transition): Action => {
  const { org, subject, at, id } = transition;
  return {
    Put: {
      TableName: name,
      Item: {
        ...transition,
        ...keys.transition(org, subject, at, id),
        listPk: keys.transitions(org),
        listSk: `${at}#${id}`,
        ttl: Math.floor(Date.parse(at) / 1000) + KEPT_SECONDS,
      },
    },
  };
};
