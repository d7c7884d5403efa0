import { CardsQuery, PlatformParams } from '../../events/http/integrations.ts';
import { pageOf } from '../../shared/domain/page-of.ts';
import { route } from '../../shared/http/route.ts';
import { type Tagged, untilNews } from '../../shared/http/until-news.ts';
import type { IntegrationDeps } from './integration-deps.ts';
import { cardTag, ownCard, ownCards } from './own-cards.ts';

/** `GET /v1/me/integrations` */
export const listCards = (deps: IntegrationDeps) =>
  route({ query: CardsQuery }, ({ caller, query, ...asked }) =>
    untilNews(async (): Promise<Tagged> => {
      const cards = await ownCards(deps)(caller);
      return { body: pageOf(cards, query, ({ platform }) => platform), etag: cardTag(cards) };
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
