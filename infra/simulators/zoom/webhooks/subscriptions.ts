import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Courier } from '../../courier.ts';
import { parsedJson } from '../../parsed-json.ts';
import type { TimedJobs } from '../../timed-jobs.ts';
import { longJson } from '../long-json.ts';
import { hmac, signedHeaders } from './signature.ts';

export interface ZoomEvent {
  readonly event: string;
  readonly payload: Record<string, unknown>;
}

interface Subscription {
  readonly url: string;
  isValid: boolean;
  validatedAt: number | undefined;
}

interface Around {
  readonly jobs: TimedJobs;
  readonly courier: Courier;
  readonly secret: () => string;
}

const VALIDATED_EVERY_MS = 72 * 3_600_000;
const PATIENCE_MS = 3000;
const challengeAnswer = z.object({ plainToken: z.string(), encryptedToken: z.string() });

/** The addresses that the app entered in the Marketplace; who fails the challenge gets nothing more. */
export class Subscriptions {
  private readonly around: Around;
  private readonly byUrl = new Map<string, Subscription>();
  private readonly inFlight = new Set<Promise<unknown>>();
  private readonly stopped = new AbortController();

  constructor(around: Around) {
    this.around = around;
  }

  /** One that was validated when it was entered, before this world began. */
  putValidated(url: string): void {
    const subscription = { url, isValid: true, validatedAt: Date.now() };
    this.byUrl.set(url, subscription);
    this.validateLater(subscription);
  }

  /** Enters an address, or presses the button at a known one again; true when it passes. */
  async register(url: string): Promise<boolean> {
    const known = this.byUrl.get(url);
    const subscription = known ?? { url, isValid: false, validatedAt: undefined };
    this.byUrl.set(url, subscription);
    if (!known) this.validateLater(subscription);
    const validation = this.validate(subscription);
    this.track(validation);
    return validation;
  }

  /** Signed once: a late retry shows the time of the first attempt. */
  send({ event, payload }: ZoomEvent, secret = this.around.secret()): void {
    const body = longJson({ event, payload, event_ts: Date.now() });
    for (const subscription of this.byUrl.values())
      if (subscription.isValid)
        this.around.courier.send({
          url: subscription.url,
          headers: signedHeaders(secret, body),
          body,
          isWanted: () => subscription.isValid,
        });
  }

  all(): { url: string; isValid: boolean; validatedAt: string | undefined }[] {
    return [...this.byUrl.values()].map(({ url, isValid, validatedAt }) => ({
      url,
      isValid,
      validatedAt: validatedAt === undefined ? undefined : new Date(validatedAt).toISOString(),
    }));
  }

  /** Waits for the challenges on their way; true if there was one. */
  async idle(): Promise<boolean> {
    const wasBusy = this.inFlight.size > 0;
    while (this.inFlight.size > 0) await Promise.all(this.inFlight);
    return wasBusy;
  }

  stop(): void {
    this.stopped.abort();
  }

  private validateLater(subscription: Subscription): void {
    this.around.jobs.after(VALIDATED_EVERY_MS, () => {
      this.track(this.validate(subscription));
      this.validateLater(subscription);
    });
  }

  private track(work: Promise<unknown>): void {
    const flight = work.finally(() => this.inFlight.delete(flight));
    this.inFlight.add(flight);
  }

  private async validate(subscription: Subscription): Promise<boolean> {
    subscription.isValid = await this.passesChallenge(subscription.url);
    if (subscription.isValid) subscription.validatedAt = Date.now();
    return subscription.isValid;
  }

  /** https://developers.zoom.us/changelog/platform/webhook-url-validation.md */
  private async passesChallenge(url: string): Promise<boolean> {
    const secret = this.around.secret();
    const plainToken = randomBytes(16).toString('base64url');
    const body = longJson({
      event: 'endpoint.url_validation',
      payload: { plainToken },
      event_ts: Date.now(),
    });
    const signal = AbortSignal.any([this.stopped.signal, AbortSignal.timeout(PATIENCE_MS)]);
    try {
      const headers = signedHeaders(secret, body);
      const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
      const answer = challengeAnswer.safeParse(parsedJson(await response.text()));
      return (
        response.status === 200 &&
        answer.success &&
        answer.data.plainToken === plainToken &&
        answer.data.encryptedToken === hmac(secret, plainToken)
      );
    } catch {
      // Nothing answered in time: that is a failed challenge, not a fault of this server.
      return false;
    }
  }
}
