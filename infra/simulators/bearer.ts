import type { HttpCall } from './http-call.ts';

export const bearerOf = (call: HttpCall): string =>
  /^Bearer (.+)$/i.exec(call.header('authorization') ?? '')?.[1] ?? '';
