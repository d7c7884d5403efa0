import type { Card } from '../../events/http/integrations.ts';
import type { Platform } from '../../events/stored/org-settings.ts';
import { userCards } from '../../shared/connections/user-cards.ts';
import { HubError } from '../../shared/errors.ts';
import { contentTag } from '../../shared/http/entity-tag.ts';
import type { Caller } from '../../shared/http/request.ts';
import { meetPerson } from '../../shared/people/meet-person.ts';
import type { IntegrationDeps } from './integration-deps.ts';

/** Assistants read; the product's backend and whoever acts for somebody else consent for nobody. */
export const mayConnect = ({ role, isService }: Caller): boolean =>
  role !== 'assistant' && isService !== true;

export const ownCards =
  (
    deps: Pick<
      IntegrationDeps,
      | 'people'
      | 'settings'
      | 'connections'
      | 'feeds'
      | 'authorizations'
      | 'adminConsent'
      | 'mac'
      | 'clock'
      | 'log'
      | 'publicUrl'
    >,
  ) =>
  async (caller: Caller): Promise<Card[]> => {
    const [person, settings] = await Promise.all([meetPerson(deps)(caller), deps.settings.read(caller.org)]);
    const { google, microsoft, zoom } = deps.authorizations;
    const permissions = {
      google: google.requiredScopes,
      microsoft: microsoft.requiredScopes,
      zoom: zoom.requiredScopes,
    };
    return userCards({ ...deps, permissions })({ person, settings, mayAct: mayConnect(caller) });
  };

/** That a calendar was read once more is no change that anybody waits for, or that makes what they do stale. */
const settled = ({ accounts, ...card }: Card) => ({
  ...card,
  accounts: accounts.map(({ lastSyncedAt: _, ...account }) => account),
});

/** Of cards as their user sees them. */
export const cardTag = (cards: Card | readonly Card[]): string => contentTag([cards].flat().map(settled));

export const ownCard =
  (deps: Parameters<typeof ownCards>[0]) =>
  async (caller: Caller, platform: Platform): Promise<Card> => {
    const card = (await ownCards(deps)(caller)).find((each) => each.platform === platform);
    if (!card)
      throw new HubError('platform_disabled', {
        detail: 'Your organization has switched this platform off.',
      });
    return card;
  };
