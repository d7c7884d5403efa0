import { join } from 'node:path';
import { Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import { type BundlingOptions, LogLevel, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { FunctionName, FunctionSpec } from '../topology.ts';
import { bundling } from './bundling.ts';
import { environmentOf, type Surroundings } from './environment.ts';
import { mapValues } from './map-values.ts';

export type Functions = Readonly<Record<FunctionName, NodejsFunction>>;

const ROOT = join(import.meta.dirname, '../..');

const options: BundlingOptions = {
  format: OutputFormat.ESM,
  target: bundling.target,
  mainFields: [...bundling.mainFields],
  banner: bundling.banner,
  externalModules: [...bundling.external],
  esbuildArgs: Object.fromEntries(
    Object.entries(bundling.alias).map(([name, file]) => [`--alias:${name}`, file]),
  ),
  bundleAwsSDK: true,
  minify: bundling.minify,
  sourceMap: true,
  sourcesContent: false,
  logLevel: LogLevel.WARNING,
};

/** A role of its own: the managed policy that CDK would attach lets every function write to every log. */
const buildRole = (stack: Stack, name: string, logGroup: LogGroup): Role => {
  const role = new Role(stack, `${name}-role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  return role;
};

const buildFunction = (
  stack: Stack,
  name: string,
  spec: FunctionSpec,
  around: Surroundings,
): NodejsFunction => {
  const logGroup = new LogGroup(stack, `${name}-log`, {
    retention: RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  return new NodejsFunction(stack, `${name}-function`, {
    entry: join(ROOT, 'functions', name, 'lambda.ts'),
    depsLockFilePath: join(ROOT, 'package-lock.json'),
    projectRoot: ROOT,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    memorySize: spec.memoryMb,
    timeout: Duration.seconds(spec.timeoutSeconds),
    environment: environmentOf(spec, around),
    // An option of the SDK before v3.
    awsSdkConnectionReuse: false,
    role: buildRole(stack, name, logGroup),
    logGroup,
    bundling: options,
  });
};

export const buildFunctions = (stack: Stack, around: Surroundings): Functions =>
  mapValues<FunctionName, FunctionSpec, NodejsFunction>(around.topology.functions, (name, spec) =>
    buildFunction(stack, name, spec, around),
  );
