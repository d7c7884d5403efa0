/**
 * Without `throwOnRequestTimeout` a hung peer only warns and hangs the Lambda: https://github.com/aws/aws-sdk-js-v3/issues/6763
 * Connecting gets as long as the answer: a process that stood still for a moment finds its timers due before its connections.
 */
export const bounded = (timeoutMs: number) => ({
  requestHandler: { connectionTimeout: timeoutMs, requestTimeout: timeoutMs, throwOnRequestTimeout: true },
});
