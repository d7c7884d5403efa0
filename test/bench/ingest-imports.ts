import { build } from 'esbuild';
import { bundling } from '../../infra/cdk/bundling.ts';
import type { Row } from './row.ts';

const ALLOWED = ['@aws-sdk/client-sqs', '@aws-sdk/client-secrets-manager'];
const CLIENT =
  /node_modules\/(@aws-sdk\/(?:client-[\w-]+|lib-[\w-]+)|@microsoft\/microsoft-graph-client|googleapis|google-auth-library|nodemailer|luxon)\//u;

/** Which clients the path of a push loads, by what esbuild finds when it bundles it. */
export const ingestImports = async (): Promise<Row[]> => {
  const { external, mainFields, format, platform } = bundling;
  const { metafile } = await build({
    entryPoints: ['functions/ingest/lambda.ts'],
    bundle: true,
    write: false,
    metafile: true,
    format,
    platform,
    external: [...external],
    mainFields: [...mainFields],
  });
  const clients = new Set(Object.keys(metafile.inputs).flatMap((file) => CLIENT.exec(file)?.[1] ?? []));
  const others = [...clients].filter((name) => !ALLOWED.includes(name));
  return [
    {
      what: 'clients in ingest besides SQS and Secrets Manager',
      measured: others.length,
      budget: 0,
      unit: '',
      note: others.join(', '),
    },
  ];
};
