import { Worker } from 'node:worker_threads';
import { processClock } from '../../infra/local/clock.ts';
import { type FunctionName, topology } from '../../infra/topology.ts';
import { Outcome } from './container-message.ts';

interface Options {
  readonly name: FunctionName;
  /** Unique, and the same whenever a seed is played again. */
  readonly id: string;
  readonly file: string;
  readonly thread: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly onLog: (text: string) => void;
}

/** One execution environment of a function: a thread that runs one invocation at a time, until it is killed. */
export class Container {
  readonly id: string;
  readonly name: FunctionName;
  /** When the present invocation began, in epoch milliseconds. */
  busySince: number | undefined;
  isDead = false;
  private readonly worker: Worker;
  private waiting: { id: number; resolve(result: unknown): void; reject(error: Error): void } | undefined;
  private invocations = 0;

  constructor({ name, id, file, thread, environment, onLog }: Options) {
    this.id = id;
    this.name = name;
    this.worker = new Worker(thread, {
      workerData: { clock: processClock.shared(), file, container: id },
      env: { ...environment },
      stdout: true,
    });
    this.worker.stdout.setEncoding('utf8').on('data', onLog);
    this.worker.on('message', (message: unknown) => this.take(message));
    this.worker.on('error', (error) => this.end(error instanceof Error ? error : new Error(String(error))));
    this.worker.on('exit', () => this.end(new Error(`${id} was killed`)));
  }

  get timeoutMs(): number {
    return topology.functions[this.name].timeoutSeconds * 1000;
  }

  async run(event: unknown): Promise<unknown> {
    const id = ++this.invocations;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.waiting = { id, resolve, reject };
    this.busySince = Date.now();
    const context = { awsRequestId: `${this.id}-${id}`, functionName: this.name, functionVersion: '$LATEST' };
    this.worker.postMessage({ id, event, timeoutMs: this.timeoutMs, context });
    return promise;
  }

  /** The thread ends where it stands; whoever waits for it learns that at once. */
  async kill(): Promise<void> {
    this.end(new Error(`${this.id} was killed`));
    await this.worker.terminate();
  }

  private take(message: unknown): void {
    const { id, result, error } = Outcome.parse(message);
    const waiting = this.waiting;
    if (waiting?.id !== id) return;
    this.waiting = undefined;
    this.busySince = undefined;
    if (error === undefined) waiting.resolve(result);
    else waiting.reject(new Error(error));
  }

  private end(error: Error): void {
    this.isDead = true;
    this.busySince = undefined;
    this.waiting?.reject(error);
    this.waiting = undefined;
  }
}
