import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export interface Running {
  readonly url: string;
  close(): Promise<void>;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Record<string, string | string[]>;
  readonly body?: string | Buffer;
  /** Nothing is answered: the connection breaks, as when a peer dies. */
  readonly cut?: true;
}

type Answer = (request: IncomingMessage, body: Buffer) => Reply | Promise<Reply>;

type Guard = (request: IncomingMessage, answer: () => Promise<Reply>) => Promise<Reply>;
let guard: Guard = (_, answer) => answer();

/** Whoever stands at every door of this process and decides when a call goes in and when its answer goes out; returns how to dismiss them. */
export const guardDoors = (hired: Guard): (() => void) => {
  guard = hired;
  return () => {
    guard = (_, answer) => answer();
  };
};

/** By events: a loop over the request makes an iterator and errors for each of the thousands of small bodies. */
const readBody = (request: IncomingMessage): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => resolve(Buffer.concat(chunks)))
      .on('error', reject);
  });

const send = (response: ServerResponse, { status, headers, body, cut }: Reply): void => {
  if (cut) {
    response.destroy();
    return;
  }
  // The AWS SDK corrects its clock from this header, so it must follow the clock of the process.
  response.writeHead(status, { date: new Date().toUTCString(), ...headers }).end(body);
};

const failure = (error: unknown): Reply => ({
  status: 500,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: error instanceof Error ? (error.stack ?? error.message) : String(error),
});

const listen = async (server: Server, port: number): Promise<Running> => {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no TCP port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeAllConnections();
      await closed;
    },
  };
};

/** Real HTTP on this machine only; port 0 takes any free port. */
export const serve = (answer: Answer, port = 0): Promise<Running> =>
  listen(
    createServer((request, response) => {
      readBody(request)
        .then((body) => guard(request, async () => answer(request, body)))
        .catch(failure)
        .then((reply) => send(response, reply))
        .catch(() => response.destroy());
    }),
    port,
  );
