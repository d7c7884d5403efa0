import { PlatformParams } from '../../events/http/integrations.ts';
import { route } from '../../shared/http/route.ts';
import type { IntegrationDeps } from './integration-deps.ts';
import { cardTag, ownCard, ownCards } from './own-cards.ts';
import { type Tagged, untilNews } from './until-news.ts';

/** `GET /v1/me/integrations` */
export const listCards = (deps: IntegrationDeps) =>
  route({}, ({ caller, ...asked }) =>
    untilNews(async (): Promise<Tagged> => {
      const items = await ownCards(deps)(caller);
      return { body: { items }, etag: cardTag(items) };
    }, asked),
  );

/** `GET /v1/me/integrations/{platform}` */
export const readCard = (deps: IntegrationDeps) =>
  route({ params: PlatformParams }, ({ caller, params, ...asked }) =>
    untilNews(async (): Promise<Tagged> => {
      const body = await ownCard(deps)(caller, params.platform);
      return { body, etag: cardTag(body) };
    }, asked),
  );
