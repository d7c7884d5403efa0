import type { Functions } from '../../infra/local/functions.ts';
import type { FunctionName } from '../../infra/topology.ts';
import { Container } from './container.ts';

interface Options {
  /** The bundle of a function. */
  readonly fileOf: (name: FunctionName) => string;
  /** What runs in every container. */
  readonly thread: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Told of every handler that threw, and of every kill. */
  readonly onLog: (text: string) => void;
  readonly onError: (name: FunctionName, error: unknown) => void;
}

/** As many containers of a function as are busy at once; an idle one is used again. */
export class Containers implements Functions {
  private readonly options: Options;
  private readonly all = new Map<FunctionName, Container[]>();
  private count = 0;

  constructor(options: Options) {
    this.options = options;
  }

  /** Bound, as whoever invokes takes it for a plain function. */
  readonly invoke = async (name: FunctionName, event: unknown): Promise<unknown> => {
    try {
      return await this.idle(name).run(event);
    } catch (error) {
      this.options.onError(name, error);
      throw error;
    }
  };

  busy(): Container[] {
    return [...this.all.values()].flat().filter(({ busySince }) => busySince !== undefined);
  }

  find(id: string): Container | undefined {
    return [...this.all.values()].flat().find((each) => each.id === id);
  }

  /** Every container ends and the next ones are counted from one. */
  async reset(): Promise<void> {
    const old = [...this.all.values()].flat();
    this.all.clear();
    this.count = 0;
    await Promise.all(old.map((each) => each.kill()));
  }

  private idle(name: FunctionName): Container {
    const own = (this.all.get(name) ?? []).filter(({ isDead }) => !isDead);
    this.all.set(name, own);
    const found = own.find(({ busySince }) => busySince === undefined);
    if (found) return found;
    this.count += 1;
    const { fileOf, thread, environment, onLog } = this.options;
    const started = new Container({
      name,
      id: `${name}-${this.count}`,
      file: fileOf(name),
      thread,
      environment,
      onLog,
    });
    own.push(started);
    return started;
  }
}
