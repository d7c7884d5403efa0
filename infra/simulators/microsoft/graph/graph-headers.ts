import type { HttpCall } from '../../http-call.ts';

/** What goes with every answer of Graph's. */
export const graphHeaders = (call: HttpCall, requestId: string): Record<string, string> => ({
  'content-type':
    'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8',
  'cache-control': 'private',
  'request-id': requestId,
  'client-request-id': call.header('client-request-id') ?? requestId,
  'odata-version': '4.0',
  'x-ms-ags-diagnostic': '{"ServerInfo":{"DataCenter":"Simulated","Slice":"E","Ring":"1"}}',
});
