import { BlockedBy } from '../../events/http/slots.ts';
import { explainStarts } from '../domain/explain-start.ts';
import { type SlotQuestion, searchOf } from './find-slots.ts';
import { readHostTimes, type TimeDeps } from './host-times.ts';
import { ableHosts, type Roster } from './read-roster.ts';

interface ExplainedHost {
  readonly userId: string;
  /** Absent where they could be booked. */
  readonly blockedBy?: BlockedBy;
}

interface Explained {
  /** Epoch milliseconds. */
  readonly start: number;
  readonly blockedBy: BlockedBy;
  readonly hosts: readonly ExplainedHost[];
}

/** Of all who must be there the first word counts; where one of them is enough, that of whoever comes closest. Undefined: it is offered. */
const combined = (hosts: readonly ExplainedHost[], needsEach: boolean): BlockedBy | undefined => {
  const said = hosts.flatMap(({ blockedBy }) => blockedBy ?? []);
  if (said.length === 0 || (!needsEach && said.length < hosts.length)) return undefined;
  const inOrder = BlockedBy.options.filter((word) => said.includes(word));
  return needsEach ? inOrder[0] : inOrder.at(-1);
};

/** Why the starts of the grid that are not offered in a window are not, by host. */
export const explainSlots =
  (deps: TimeDeps) =>
  async (roster: Roster, question: SlotQuestion): Promise<Explained[]> => {
    const { hosts, eventType } = roster;
    const able = new Set(ableHosts(roster).map(({ person }) => person.id));
    const end = new Date(Date.parse(question.window.end) + question.durationMs).toISOString();
    const times = await readHostTimes(deps)(roster, hosts, { start: question.window.start, end });
    const search = searchOf(roster, question);
    const byHost = times.map((time) => explainStarts(time, search));
    const wordOf = (userId: string, word: BlockedBy | undefined): ExplainedHost => {
      const blockedBy = able.has(userId) ? word : 'location';
      return { userId, ...(blockedBy && { blockedBy }) };
    };
    const needsEach = eventType.kind !== 'round_robin';
    return (byHost[0] ?? []).flatMap(({ start }, index): Explained[] => {
      const told = hosts.map(({ person }, nth) => wordOf(person.id, byHost[nth]?.[index]?.blockedBy));
      const blockedBy = combined(told, needsEach);
      return blockedBy === undefined ? [] : [{ start, blockedBy, hosts: told }];
    });
  };
