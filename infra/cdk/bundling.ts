import { join } from 'node:path';

/** Google's client is CommonJS and asks for node's own modules by `require`, which an ES module lacks. */
const REQUIRE = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

/**
 * Loaded late, by paths that this product never takes, and together a fifth of a bundle. Google's client is told to use node's own
 * fetch, and a function on Lambda finds its credentials in the environment, never in a profile, a browser, a token file or with its machine.
 */
const NEVER_LOADED = [
  'node-fetch',
  'https-proxy-agent',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
];

/** Loaded with Google's client, and only asked on Google's own machines: with what it brings, 40 kB. */
const NEVER_ASKED = { 'gcp-metadata': join(import.meta.dirname, 'no-metadata-server.ts') };

/** How a function becomes one file, in esbuild's words. The SDK is in it: the runtime's own is older and drops parameters that it does not know. */
export const bundling = {
  format: 'esm',
  platform: 'node',
  target: 'node24',
  // `module` before `main`, or the bundle dies with "Dynamic require": https://github.com/evanw/esbuild/issues/1921
  mainFields: ['module', 'main'],
  banner: REQUIRE,
  external: NEVER_LOADED,
  alias: NEVER_ASKED,
  minify: true,
} as const;
