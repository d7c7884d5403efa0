import type { HttpCall } from '../http-call.ts';

export const bearerOf = (call: HttpCall): string | undefined =>
  /^Bearer (.+)$/i.exec(call.header('authorization') ?? '')?.[1] ??
  call.query.get('access_token') ??
  call.query.get('oauth_token') ??
  undefined;
