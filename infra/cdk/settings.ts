import type { Node } from 'constructs';
import * as z from 'zod';

const list = z.string().transform((text) => text.split(',').map((each) => each.trim()));

/** `hub@example.com` or `Meridian <hub@example.com>`. */
const mailbox = z
  .email()
  .or(z.string().regex(/^[^<>@]+ <[^<>@\s]+@[^<>@\s]+>$/, 'an address, or a name and an <address>'));

const settingsShape = z
  .object({
    /** Part of every physical name, so one account can hold several hubs. */
    stage: z.string().regex(/^[a-z][a-z0-9-]{0,19}$/, 'lower-case letters, digits and hyphens, at most 20'),
    /** The host that providers and guests call. Without one it is API Gateway's own, which changes with the API. */
    domain: z.hostname().optional(),
    /** Of a certificate for `domain`, in the stack's region. */
    certificateArn: z.string().startsWith('arn:').optional(),
    mailFrom: mailbox,
    /** `existing`: the mail domain is verified in this account already. */
    mailIdentity: z.enum(['create', 'existing']),
    jwtIssuer: z.url({ protocol: /^https$/ }),
    jwtAudience: list.pipe(z.array(z.string().min(1)).min(1).max(50)),
    /** Where refresh tokens rest: a secret for each connection, or encrypted in the table, which is cheaper. */
    tokenVault: z.enum(['secrets-manager', 'envelope']).default('secrets-manager'),
    /** Who is told of alarms. */
    alarmMail: z.email().optional(),
  })
  .refine(({ domain, certificateArn }) => (domain === undefined) === (certificateArn === undefined), {
    error: 'domain and certificateArn go together',
    path: ['domain'],
  });

export type Settings = z.output<typeof settingsShape>;

const NAMES = [
  'stage',
  'domain',
  'certificateArn',
  'mailFrom',
  'mailIdentity',
  'jwtIssuer',
  'jwtAudience',
  'tokenVault',
  'alarmMail',
];

/** From the context in cdk.json, or `-c name=value`. */
export const readSettings = (node: Node): Settings => {
  const context = Object.fromEntries(
    NAMES.map((name): [string, unknown] => [name, node.tryGetContext(name)]),
  );
  const { success, data, error } = settingsShape.safeParse(context);
  if (success) return data;
  const faults = error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new Error(
    `The CDK context does not describe a hub (cdk.json, or -c name=value):\n${faults.join('\n')}`,
  );
};
