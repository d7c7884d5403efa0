import { PlatformParams, PrivacyPatch } from '../../events/http/integrations.ts';
import type { Connection } from '../../events/stored/connection.ts';
import { changePrivacy } from '../../shared/connections/change-privacy.ts';
import { allowedPrivacy } from '../../shared/domain/allowed-privacy.ts';
import { servingPlatform } from '../../shared/domain/card-state.ts';
import { requireCalendar } from '../../shared/domain/require-calendar.ts';
import { HubError } from '../../shared/errors.ts';
import { requireMatch } from '../../shared/http/entity-tag.ts';
import { route } from '../../shared/http/route.ts';
import type { IntegrationDeps } from './integration-deps.ts';
import { cardTag, mayConnect, ownCard } from './own-cards.ts';

/** The named one; else all, but for one that is on its way in or out beside others. */
const meant = (serving: readonly Connection[], account: string | undefined): readonly Connection[] => {
  if (account !== undefined) return serving.filter(({ id }) => id === account);
  const settled = serving.filter(({ state }) => state !== 'connecting' && state !== 'disconnecting');
  return settled.length > 0 ? settled : serving;
};

/** `PATCH /v1/me/integrations/{platform}`: of one account, or of all that serve the platform. */
export const patchPrivacy = (deps: IntegrationDeps) =>
  route(
    { params: PlatformParams, body: PrivacyPatch },
    async ({ caller, params, body, requestId: trace, ifMatch }) => {
      if (!mayConnect(caller))
        throw new HubError('forbidden', {
          detail: 'Only a person can change what is read of their calendar, and only of their own.',
        });
      const { platform } = params;
      requireCalendar(platform);
      const readCard = () => ownCard(deps)(caller, platform);
      requireMatch(ifMatch, cardTag(await readCard()));
      const check = async (): Promise<void> => {
        if (ifMatch !== undefined) requireMatch(ifMatch, cardTag(await readCard()));
      };
      const privacy = allowedPrivacy(body.privacy, await deps.settings.read(caller.org));
      const serving = servingPlatform(platform, await deps.connections.ofUser(caller.org, caller.userId));
      const named = meant(serving, body.account);
      if (serving.length === 0)
        throw new HubError('platform_not_connected', {
          detail: 'Connect the platform first: privacy is chosen for a connected account.',
          extra: { userId: caller.userId, platform },
        });
      if (named.length === 0)
        throw new HubError('not_found', { detail: 'You have no such account connected.' });
      const actor = { kind: 'user', id: caller.userId } as const;
      // What changes the first account makes the card of the others another one.
      for (const [index, connection] of named.entries())
        await changePrivacy(deps)({ connection, privacy, actor, trace, ...(index === 0 && { check }) });
      const after = await readCard();
      return { status: 200, body: after, headers: { etag: cardTag(after) } };
    },
  );
