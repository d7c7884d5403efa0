import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as z from 'zod';

const Manifest = z.object({ artifacts: z.record(z.string(), z.object({ type: z.string() })) });
const Template = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Properties: z
        .object({ Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }).optional() })
        .default({}),
      Metadata: z.object({ 'aws:cdk:path': z.string(), 'aws:asset:path': z.string().optional() }).optional(),
    }),
  ),
});

export interface Bundle {
  readonly name: string;
  readonly file: string;
  /** What the function is given, by name; undefined where the template leaves the value to the deployment. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

const Literal = z.string().optional().catch(undefined);

const readJson = (...path: string[]): unknown => JSON.parse(readFileSync(join(...path), 'utf8'));

const stacksIn = (out: string): string[] =>
  Object.entries(Manifest.parse(readJson(out, 'manifest.json')).artifacts)
    .filter(([, { type }]) => type === 'aws:cloudformation:stack')
    .map(([name]) => name);

const bundlesOf = (out: string, stack: string): Bundle[] =>
  Object.values(Template.parse(readJson(out, `${stack}.template.json`)).Resources).flatMap(
    ({ Type, Properties, Metadata }) => {
      const asset = Metadata?.['aws:asset:path'];
      if (Type !== 'AWS::Lambda::Function' || Metadata === undefined || asset === undefined) return [];
      const [, name = ''] = Metadata['aws:cdk:path'].split('/');
      const given = Object.entries(Properties.Environment?.Variables ?? {});
      const variables = Object.fromEntries(given.map(([key, value]) => [key, Literal.parse(value)]));
      return [{ name, file: join(out, basename(asset), 'index.mjs'), variables }];
    },
  );

/** The functions as `cdk synth` has bundled them. */
export const synthesisedBundles = (out: string): Bundle[] =>
  stacksIn(out).flatMap((stack) => bundlesOf(out, stack));
