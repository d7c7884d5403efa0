import { parseArgs } from 'node:util';
import { type QueueName, topology } from '../topology.ts';
import { lookAt, putBack } from './dead-letters.ts';
import { describeDeadLetters } from './describe-dead-letters.ts';
import { deployedPlace, localPlace, type Place } from './place.ts';

const QUEUES = Object.keys(topology.queues) as QueueName[];
const USAGE = `npm run redrive -- [--list] [--hub http://127.0.0.1:3000 | --stage dev] [${QUEUES.join(' | ')} ...]

Lists what the queues have given up, with the reasons, and puts it back; with --list it is left where it is.
Without a queue's name all are meant; without --hub or --stage the hub that npm start runs.`;

interface Order {
  readonly queues: readonly QueueName[];
  readonly isListOnly: boolean;
  readonly place: () => Promise<Place> | Place;
}

const readOrder = (): Order => {
  const { values, positionals } = parseArgs({
    options: {
      hub: { type: 'string' },
      stage: { type: 'string' },
      list: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const { hub = 'http://127.0.0.1:3000', stage, list } = values;
  if (values.hub !== undefined && stage !== undefined) throw new Error('--hub or --stage, not both');
  const unknown = positionals.filter((name) => !QUEUES.some((queue) => queue === name));
  if (unknown.length > 0) throw new Error(`there is no queue ${unknown.join(', ')}`);
  return {
    queues: QUEUES.filter((queue) => positionals.length === 0 || positionals.includes(queue)),
    isListOnly: list,
    place: () => (stage === undefined ? localPlace(hub) : deployedPlace(stage)),
  };
};

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const run = async ({ queues, isListOnly, place }: Order): Promise<void> => {
  const there = await place();
  for (const queue of queues) {
    const dead = await lookAt(there, queue);
    for (const line of describeDeadLetters(dead)) print(line);
    if (!isListOnly && dead.count > 0) print(`           ${await putBack(there, dead)} put back`);
  }
};

const fail = (error: unknown): void => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
};

try {
  await run(readOrder());
} catch (error) {
  fail(error);
  if (error instanceof Error && /--|no queue|option/u.test(error.message)) fail(`\n${USAGE}`);
}
