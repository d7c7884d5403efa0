import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod';
import type { Settings } from '../../../../infra/cdk/settings.ts';
import { buildStack } from '../../../../infra/cdk/stack.ts';
import { type FunctionSpec, type QueueSpec, topology } from '../../../../infra/topology.ts';

export const settings: Settings = {
  stage: 'test',
  mailFrom: 'Meridian <hub@mail.example>',
  mailIdentity: 'create',
  jwtIssuer: 'https://issuer.example/',
  jwtAudience: ['meridian'],
  tokenVault: 'envelope',
};
const Resources = z.record(
  z.string(),
  z.object({
    Type: z.string(),
    Properties: z.record(z.string(), z.unknown()).default({}),
    Metadata: z.object({ 'aws:cdk:path': z.string() }),
    DeletionPolicy: z.string().optional(),
  }),
);
const CONTEXT = {
  // An empty list of stacks leaves esbuild out.
  'aws:cdk:bundling-stacks': [],
  'aws:cdk:enable-path-metadata': true,
};
/** `npm run synth` holds the template against CloudFormation's rules; here that would be most of the time. */
export const newApp = (): App => new App({ context: CONTEXT, builtinCloudFormationValidation: false });
const synthesise = (wanted: Settings) =>
  Resources.parse(Template.fromStack(buildStack(newApp(), wanted)).toJSON().Resources);
export const resources = synthesise(settings);

/** `sync-queue` for the resource that is built under this name. */
export const nameOf = (logicalId: string): string =>
  resources[logicalId]?.Metadata['aws:cdk:path'].replace(/^[^/]+\/|\/Resource$/g, '') ?? logicalId;

const Intrinsic = z.union([
  z.strictObject({ Ref: z.string() }).transform(({ Ref }) => nameOf(Ref)),
  z
    .strictObject({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) })
    .transform(({ 'Fn::GetAtt': [id, what] }) => `${nameOf(id)}.${what}`),
  z
    .strictObject({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) })
    .transform(({ 'Fn::Join': [by, parts] }) => parts.map(filled).join(by)),
]);

/** What CloudFormation would put in, with names for physical ids: `sync-queue.Arn`. */
const filled = (value: unknown): unknown => {
  const { success, data } = Intrinsic.safeParse(value);
  if (success) return data;
  if (Array.isArray(value)) return value.map(filled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filled(inner)]));
};

export const all = <T extends z.ZodRawShape>(type: string, shape: T) =>
  Object.entries(resources)
    .filter(([, { Type }]) => Type === type)
    .map(([id, { Properties }]) => ({ id, name: nameOf(id), ...z.object(shape).parse(filled(Properties)) }));

export const functions: Readonly<Record<string, FunctionSpec>> = topology.functions;
export const queues: Readonly<Record<string, QueueSpec>> = topology.queues;
export const of = <S, T>(specs: Readonly<Record<string, S>>, make: (name: string, spec: S) => T[]): T[] =>
  Object.entries(specs).flatMap(([name, spec]) => make(name, spec));
export const text = z.string();

export const sorted = (values: readonly string[]): string[] => [...values].sort();
