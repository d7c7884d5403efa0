import type { HttpCall } from '../../http-call.ts';

/** Zoom reads its OAuth parameters from the form and from the query; the form wins. */
export const requestFields = (call: HttpCall): URLSearchParams => {
  const isForm = call.header('content-type')?.startsWith('application/x-www-form-urlencoded') === true;
  const form = isForm ? [...new URLSearchParams(call.body)] : [];
  return new URLSearchParams(Object.fromEntries([...call.query, ...form]));
};
