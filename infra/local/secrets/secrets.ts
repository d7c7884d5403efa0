import type { z } from 'zod';
import { Secret, type SecretValue, type savedSecret } from './secret.ts';
import { invalidRequest, notFound, SecretsError } from './secrets-error.ts';

const NAME = /^[\w/+=.@-]{1,512}$/;
const LARGEST_BYTES = 65_536;
const DAY_MS = 86_400_000;
type Saved = z.infer<typeof savedSecret>;

const MARKED = "You can't perform this operation on the secret because it was marked for deletion.";

export const checkValue = ({ SecretString, SecretBinary }: SecretValue): void => {
  if (SecretString !== undefined && SecretBinary !== undefined)
    throw new SecretsError(
      'InvalidParameterException',
      "You can't specify both a binary and a string value.",
    );
  const bytes = Buffer.byteLength(SecretString ?? '') + Buffer.from(SecretBinary ?? '', 'base64').length;
  if (bytes > LARGEST_BYTES)
    throw new SecretsError(
      'ValidationException',
      `Member must have length less than or equal to ${LARGEST_BYTES}`,
    );
};

/** All secrets of the account; a deleted one holds its name until its recovery window ends. */
export class Secrets {
  private readonly byName = new Map<string, Secret>();

  create(name: string): Secret {
    if (!NAME.test(name))
      throw new SecretsError(
        'ValidationException',
        'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
      );
    this.forgetExpired();
    if (this.byName.get(name)?.isDeleted)
      throw invalidRequest(
        "You can't create this secret because a secret with this name is already scheduled for deletion.",
      );
    const made = Secret.named(name);
    this.byName.set(name, made);
    return made;
  }

  /** By name, ARN, or ARN without its random end. */
  find(id: string): Secret | undefined {
    this.forgetExpired();
    return [...this.byName.values()].find(
      ({ state: { name, arn } }) => name === id || arn === id || arn.slice(0, -7) === id,
    );
  }

  /** One that is there and not marked for deletion. */
  live(id: string): Secret {
    const found = this.find(id);
    if (!found) throw notFound();
    if (found.isDeleted) throw invalidRequest(MARKED);
    return found;
  }

  delete(secret: Secret, recoveryDays: number): number {
    const now = Date.now();
    secret.state.deletedAt = now;
    secret.state.recoverableUntil = now + recoveryDays * DAY_MS;
    if (recoveryDays === 0) this.byName.delete(secret.state.name);
    return secret.state.recoverableUntil;
  }

  all(): Secret[] {
    this.forgetExpired();
    return [...this.byName.values()];
  }

  save(): Saved[] {
    return this.all().map(({ state }) => state);
  }

  load(saved: readonly Saved[]): void {
    this.byName.clear();
    for (const state of saved) this.byName.set(state.name, new Secret(structuredClone(state)));
  }

  private forgetExpired(): void {
    for (const [name, { state }] of this.byName)
      if ((state.recoverableUntil ?? Number.POSITIVE_INFINITY) <= Date.now()) this.byName.delete(name);
  }
}
