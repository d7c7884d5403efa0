import type { Letter } from '../../ports/letters.ts';
import type { Situation, Task } from '../read-situation.ts';

/** One reader of one meeting. */
export interface SeriesTask {
  readonly situation: Situation;
  readonly task: Task;
}

/** What one address is to hear of several meetings. */
export interface Digest {
  readonly address: string;
  /** News of at least two meetings, by the rule. */
  readonly news: readonly (SeriesTask & { readonly mail: Letter['mail'] })[];
}

/** Each of them is a part of the transaction that claims the mail: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html */
const MOST = 90;

/** Reminders are for one meeting, and what may have gone already goes again as it was. */
const newsOf = (situation: Situation): Digest['news'] =>
  situation.tasks.flatMap((task) =>
    task.step.do === 'send' && task.step.mail.kind !== 'reminder' && task.notice?.sending === undefined
      ? [{ situation, task, mail: task.step.mail }]
      : [],
  );

/** One mail to each address that is to hear of several meetings; what is too much for it is for the next. */
export const digestsOf = (situations: readonly Situation[]): Digest[] =>
  [...Map.groupBy(situations.flatMap(newsOf), ({ task }) => task.reader.to.email.toLowerCase())]
    .map(([address, news]) => ({ address, news: news.slice(0, MOST) }))
    .filter(({ news }) => new Set(news.map(({ situation }) => situation.booking.id)).size > 1);
