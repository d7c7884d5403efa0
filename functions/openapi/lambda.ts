import { preflight } from '../../shared/http/cors.ts';
import { httpHandler } from '../../shared/http/http-handler.ts';
import { publicRoute } from '../../shared/http/route.ts';
import { log } from '../../shared/log.ts';
import { openApi } from './document.ts';

const document = openApi();

export const handler = httpHandler(log, {
  'OPTIONS /v1/{proxy+}': preflight,
  'GET /openapi.json': publicRoute({}, async () => ({ status: 200, body: document })),
});
