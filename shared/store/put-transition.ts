import type { Transition } from '../../events/stored/transition.ts';
import { historyOrder } from '../domain/history-order.ts';
import { historyEnd } from './history-end.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';
import type { Action } from './transact.ts';

/** The event of a change, to be written in the change's own transaction; in the index until it has its place in the org's event log. */
export const putTransition = ({ name }: Table, transition: Transition, concerns?: string): Action => {
  const { org, subject, at, id } = transition;
  const order = historyOrder(transition);
  return {
    Put: {
      TableName: name,
      Item: {
        ...transition,
        ...keys.history(org, subject, { at, order, id }),
        listPk: keys.transitions(org),
        listSk: `${at}#${order}#${id}`,
        ttl: historyEnd(at, concerns),
      },
    },
  };
};
