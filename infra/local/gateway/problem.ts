import type { Reply } from '../../serve.ts';

const PROBLEMS = {
  unauthorized: { status: 401, title: 'Unauthorized' },
  not_found: { status: 404, title: 'Not Found' },
  payload_too_large: { status: 413, title: 'Request Entity Too Large' },
  invalid_request: { status: 400, title: 'Bad Request' },
} as const;

interface Circumstances {
  readonly requestId: string;
  readonly detail: string;
  readonly headers?: Record<string, string>;
}

/** API Gateway's own `{message}`, with the members that every refusal of the hub has: RFC 9457. */
export const problem = (
  code: keyof typeof PROBLEMS,
  { requestId, detail, headers }: Circumstances,
): Reply => {
  const { status, title } = PROBLEMS[code];
  return {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
    body: JSON.stringify({ message: title, type: 'about:blank', title, status, code, detail, requestId }),
  };
};
