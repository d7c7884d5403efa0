import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { SecretsError } from './secrets-error.ts';

const DAY_MS = 86_400_000;
const MOST_VERSIONS = 100;
const CURRENT = 'AWSCURRENT';
const PREVIOUS = 'AWSPREVIOUS';

const value = z.object({ SecretString: z.string().optional(), SecretBinary: z.string().optional() });
export type SecretValue = z.infer<typeof value>;
const version = z.object({ id: z.string(), value, createdAt: z.number(), stages: z.array(z.string()) });
type Version = z.infer<typeof version>;

export const savedSecret = z.object({
  name: z.string(),
  arn: z.string(),
  description: z.string().optional(),
  createdAt: z.number(),
  deletedAt: z.number().optional(),
  /** Until then a deleted secret can come back and its name is taken. */
  recoverableUntil: z.number().optional(),
  versions: z.array(version),
});
type SavedSecret = z.infer<typeof savedSecret>;

const suffix = (): string =>
  Array.from({ length: 6 }, () => 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'[randomInt(52)]).join(
    '',
  );

const isSame = (a: SecretValue, b: SecretValue): boolean =>
  a.SecretString === b.SecretString && a.SecretBinary === b.SecretBinary;

/** One secret and its versions: https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html */
export class Secret {
  readonly state: SavedSecret;

  constructor(state: SavedSecret) {
    this.state = state;
  }

  static named(name: string): Secret {
    const arn = `arn:aws:secretsmanager:us-east-1:000000000000:secret:${name}-${suffix()}`;
    return new Secret({ name, arn, createdAt: Date.now(), versions: [] });
  }

  get isDeleted(): boolean {
    return this.state.deletedAt !== undefined;
  }

  find({ id, stage = CURRENT }: { id?: string | undefined; stage?: string | undefined }): Version {
    const found = this.state.versions.find((each) =>
      id === undefined ? each.stages.includes(stage) : each.id === id,
    );
    if (found) return found;
    const what = id === undefined ? `staging label: ${stage}` : `VersionId: ${id}`;
    throw new SecretsError(
      'ResourceNotFoundException',
      `Secrets Manager can't find the specified secret value for ${what}`,
    );
  }

  /** The token is the version's id: the same value under it again changes nothing, another one is refused. */
  put(id: string, added: SecretValue, stages: readonly string[] = [CURRENT]): Version {
    const earlier = this.state.versions.find((each) => each.id === id);
    if (earlier && !isSame(earlier.value, added))
      throw new SecretsError(
        'ResourceExistsException',
        `You can't use ClientRequestToken ${id} because that value is already in use for a version of secret ${this.state.arn}.`,
      );
    if (earlier) return earlier;
    this.makeRoom();
    const made: Version = { id, value: added, createdAt: Date.now(), stages: [] };
    this.state.versions.push(made);
    for (const stage of stages) this.label(made, stage);
    return made;
  }

  private label(to: Version, stage: string): void {
    const from = this.state.versions.find(({ stages }) => stages.includes(stage));
    if (from) from.stages = from.stages.filter((each) => each !== stage);
    to.stages.push(stage);
    if (stage === CURRENT && from) this.label(from, PREVIOUS);
  }

  /** What is older than a day and beyond the newest hundred goes; nothing younger does: https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html */
  private makeRoom(): void {
    const { versions } = this.state;
    if (versions.length < MOST_VERSIONS) return;
    const oldest = versions.findIndex(
      ({ stages, createdAt }) => stages.length === 0 && createdAt <= Date.now() - DAY_MS,
    );
    if (oldest < 0)
      throw new SecretsError(
        'LimitExceededException',
        `You've exceeded the quota of ${MOST_VERSIONS} versions of a secret within 24 hours.`,
      );
    versions.splice(oldest, 1);
  }
}
