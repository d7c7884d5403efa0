/** Without `throwOnRequestTimeout` a hung peer only warns and hangs the Lambda: https://github.com/aws/aws-sdk-js-v3/issues/6763 */
export const bounded = (requestTimeout: number) => ({
  requestHandler: { connectionTimeout: 1_000, requestTimeout, throwOnRequestTimeout: true },
});
