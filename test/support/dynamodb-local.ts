import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

const HOME = '.cache/dynamodb-local';
const FLAGS = [
  '-XX:TieredStopAtLevel=1',
  '-Djava.library.path=DynamoDBLocal_lib',
  '-jar',
  'DynamoDBLocal.jar',
  '-inMemory',
  '-disableTelemetry',
];
const LOOK_AGAIN_MS = 20;

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('there is no free port');
  return address.port;
};

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });

const opened = async (port: number): Promise<void> => {
  while (!(await isOpen(port))) await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
};

const ended = async (java: ChildProcess): Promise<never> => {
  await once(java, 'exit');
  throw new Error(`DynamoDB Local ended; is ${HOME} there? (.ci/dynamodb-local)`);
};

/** No `-sharedDb`: each access key has a database of its own, so workers share one engine without meeting. */
export const startDynamoDbLocal = async (): Promise<{ url: string; close(): Promise<void> }> => {
  const port = await freePort();
  // It writes a settings file where it stands.
  const java = spawn('java', [...FLAGS, '-port', String(port)], { cwd: HOME, stdio: 'ignore' });
  const early = ended(java);
  await Promise.race([opened(port), early]);
  early.catch(() => undefined);
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      java.kill();
      await once(java, 'exit');
    },
  };
};
