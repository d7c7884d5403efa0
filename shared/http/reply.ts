import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** What a route answers: JSON, unless `html` or `bytes` says otherwise. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly html?: string;
  readonly text?: { readonly type: string; readonly content: string };
  readonly headers?: Readonly<Record<string, string>>;
}

const content = ({ body, html, text }: Reply): { type?: string; content?: string } => {
  if (html !== undefined) return { type: 'text/html; charset=utf-8', content: html };
  if (text !== undefined) return text;
  if (body !== undefined) return { type: 'application/json', content: JSON.stringify(body) };
  return {};
};

/** Data is never a document: opened as one, it may load and frame nothing. Pages bring a policy of their own. */
const POLICY = "default-src 'none'; frame-ancestors 'none'";

export const toResult = (reply: Reply): APIGatewayProxyStructuredResultV2 => {
  const { type, content: body } = content(reply);
  return {
    statusCode: reply.status,
    headers: { 'content-security-policy': POLICY, ...(type && { 'content-type': type }), ...reply.headers },
    ...(body !== undefined && { body }),
  };
};
