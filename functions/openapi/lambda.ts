import { preflight } from '../../shared/http/cors.ts';
import { httpHandler } from '../../shared/http/http-handler.ts';
import { publicRoute } from '../../shared/http/route.ts';
import { log } from '../../shared/log.ts';

let made: Promise<unknown> | undefined;

/** Made when somebody reads it: preflights of every browser come here, too, and need not wait for all the schemas there are. */
const document = (): Promise<unknown> => {
  made ??= import('./document.ts').then(({ openApi }) => openApi());
  return made;
};

export const handler = httpHandler(log, {
  'OPTIONS /v1/{proxy+}': preflight,
  'GET /openapi.json': publicRoute({}, async () => ({ status: 200, body: await document() })),
});
