import type { Clock } from '../../ports/clock.ts';
import type { WebhookProofs } from '../../ports/webhook-proofs.ts';
import { answerChallenge, isFromZoom } from './verify.ts';

interface App {
  readonly clientId: string;
  readonly webhookSecrets: readonly string[];
}

interface Deps {
  readonly app: () => Promise<App>;
  readonly clock: Clock;
}

/** Zoom's proofs, by the secrets that the operator's app has at present. */
export const zoomProofs = ({ app, clock }: Deps): WebhookProofs => ({
  prove: async (webhook) => {
    const { clientId, webhookSecrets } = await app();
    const now = clock.now();
    if (!isFromZoom(webhookSecrets, webhook, now)) return undefined;
    return {
      ageSeconds: Math.floor(now / 1000) - Number(webhook.timestamp),
      isOurs: (id) => id === clientId,
      answer: (plainToken) => answerChallenge(webhookSecrets, webhook, plainToken, now),
    };
  },
});
