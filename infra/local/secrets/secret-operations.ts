import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Secret, SecretValue } from './secret.ts';
import { checkValue, type Secrets } from './secrets.ts';
import { invalidRequest, notFound, SecretsError } from './secrets-error.ts';

type Output = Record<string, unknown>;
export type SecretOperation = (secrets: Secrets, input: unknown) => Output;

const operation =
  <Schema extends z.ZodType>(
    schema: Schema,
    run: (secrets: Secrets, input: z.infer<Schema>) => Output,
  ): SecretOperation =>
  (secrets, input) => {
    const parsed = schema.safeParse(input);
    if (!parsed.success) throw new SecretsError('InvalidParameterException', z.prettifyError(parsed.error));
    return run(secrets, parsed.data);
  };

const named = z.object({ SecretId: z.string() });
const written = z.object({
  SecretString: z.string().optional(),
  SecretBinary: z.string().optional(),
  ClientRequestToken: z.string().min(32).max(64).optional(),
});
const described = z.object({ Description: z.string().optional() });

/** The protocol has epoch seconds. */
const seconds = (at: number): number => at / 1000;
const identity = ({ state: { arn, name } }: Secret): Output => ({ ARN: arn, Name: name });

const secretValue = ({ SecretString, SecretBinary }: z.infer<typeof written>): SecretValue | undefined => {
  if (SecretString === undefined && SecretBinary === undefined) return undefined;
  const value = {
    ...(SecretString !== undefined && { SecretString }),
    ...(SecretBinary !== undefined && { SecretBinary }),
  };
  checkValue(value);
  return value;
};

const create = operation(
  written.extend({ Name: z.string(), ...described.shape }),
  (secrets, { Name, Description, ...input }) => {
    const value = secretValue(input);
    const earlier = secrets.find(Name);
    const id = input.ClientRequestToken ?? randomUUID();
    const isRepeated = earlier?.isDeleted === false && earlier.state.versions.some((each) => each.id === id);
    if (earlier?.isDeleted === false && !isRepeated)
      throw new SecretsError(
        'ResourceExistsException',
        `The operation failed because the secret ${Name} already exists.`,
      );
    const secret = isRepeated && earlier ? earlier : secrets.create(Name);
    if (Description !== undefined) secret.state.description = Description;
    return { ...identity(secret), ...(value && { VersionId: secret.put(id, value).id }) };
  },
);

const get = operation(
  named.extend({ VersionId: z.string().optional(), VersionStage: z.string().optional() }),
  (secrets, { SecretId, VersionId, VersionStage }) => {
    const secret = secrets.live(SecretId);
    const { id, value, stages, createdAt } = secret.find({ id: VersionId, stage: VersionStage });
    return {
      ...identity(secret),
      ...value,
      VersionId: id,
      VersionStages: stages,
      CreatedDate: seconds(createdAt),
    };
  },
);

const put = operation(
  named.extend({ ...written.shape, VersionStages: z.array(z.string()).min(1).max(20).optional() }),
  (secrets, { SecretId, VersionStages, ...input }) => {
    const secret = secrets.live(SecretId);
    const value = secretValue(input);
    if (!value) throw invalidRequest('You must provide either SecretString or SecretBinary.');
    const { id, stages } = secret.put(input.ClientRequestToken ?? randomUUID(), value, VersionStages);
    return { ...identity(secret), VersionId: id, VersionStages: stages };
  },
);

const update = operation(
  named.extend({ ...written.shape, ...described.shape }),
  (secrets, { SecretId, Description, ...input }) => {
    const secret = secrets.live(SecretId);
    const value = secretValue(input);
    if (Description !== undefined) secret.state.description = Description;
    const id = input.ClientRequestToken ?? randomUUID();
    return { ...identity(secret), ...(value && { VersionId: secret.put(id, value).id }) };
  },
);

const remove = operation(
  named.extend({
    RecoveryWindowInDays: z.int().min(7).max(30).optional(),
    ForceDeleteWithoutRecovery: z.boolean().default(false),
  }),
  (secrets, { SecretId, RecoveryWindowInDays, ForceDeleteWithoutRecovery: isForced }) => {
    if (isForced && RecoveryWindowInDays !== undefined)
      throw new SecretsError(
        'InvalidParameterException',
        "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
      );
    const secret = secrets.find(SecretId);
    // Forced, a missing secret counts as deleted.
    if (!secret && isForced) return { ARN: SecretId, Name: SecretId, DeletionDate: seconds(Date.now()) };
    if (!secret) throw notFound();
    if (secret.isDeleted && !isForced)
      throw invalidRequest("You tried to perform the operation on a secret that's currently marked deleted.");
    const until = secrets.delete(secret, isForced ? 0 : (RecoveryWindowInDays ?? 30));
    return { ...identity(secret), DeletionDate: seconds(until) };
  },
);

const restore = operation(named, (secrets, { SecretId }) => {
  const secret = secrets.find(SecretId);
  if (!secret) throw notFound();
  delete secret.state.deletedAt;
  delete secret.state.recoverableUntil;
  return identity(secret);
});

const summary = (secret: Secret): Output => {
  const { description, createdAt, deletedAt, versions } = secret.state;
  const last = Math.max(createdAt, ...versions.map((each) => each.createdAt));
  return {
    ...identity(secret),
    Description: description,
    CreatedDate: seconds(createdAt),
    LastChangedDate: seconds(last),
    ...(deletedAt !== undefined && { DeletedDate: seconds(deletedAt) }),
  };
};

const stagesById = ({ state: { versions } }: Secret): Record<string, string[]> =>
  Object.fromEntries(
    versions.filter(({ stages }) => stages.length > 0).map(({ id, stages }) => [id, stages]),
  );

const describe = operation(named, (secrets, { SecretId }) => {
  const secret = secrets.find(SecretId);
  if (!secret) throw notFound();
  return { ...summary(secret), VersionIdsToStages: stagesById(secret) };
});

const list = operation(
  z.object({
    MaxResults: z.int().min(1).max(100).default(100),
    NextToken: z.string().default('0'),
    IncludePlannedDeletion: z.boolean().default(false),
  }),
  (secrets, { MaxResults, NextToken, IncludePlannedDeletion }) => {
    const all = secrets.all().filter((secret) => IncludePlannedDeletion || !secret.isDeleted);
    const end = Number(NextToken) + MaxResults;
    return {
      SecretList: all
        .slice(Number(NextToken), end)
        .map((secret) => ({ ...summary(secret), SecretVersionsToStages: stagesById(secret) })),
      ...(end < all.length && { NextToken: String(end) }),
    };
  },
);

export const secretOperations: Record<string, SecretOperation> = {
  CreateSecret: create,
  GetSecretValue: get,
  PutSecretValue: put,
  UpdateSecret: update,
  DeleteSecret: remove,
  RestoreSecret: restore,
  DescribeSecret: describe,
  ListSecrets: list,
};
