import { PlatformParams } from '../../events/http/integrations.ts';
import { contentTag } from '../../shared/http/entity-tag.ts';
import { route } from '../../shared/http/route.ts';
import type { IntegrationDeps } from './integration-deps.ts';
import { ownCard, ownCards } from './own-cards.ts';
import { type Tagged, untilNews } from './until-news.ts';

const tagged = (body: unknown): Tagged => ({ body, etag: contentTag(body) });

/** `GET /v1/me/integrations` */
export const listCards = (deps: IntegrationDeps) =>
  route({}, ({ caller, ...asked }) =>
    untilNews(async () => tagged({ items: await ownCards(deps)(caller) }), asked),
  );

/** `GET /v1/me/integrations/{platform}` */
export const readCard = (deps: IntegrationDeps) =>
  route({ params: PlatformParams }, ({ caller, params, ...asked }) =>
    untilNews(async () => tagged(await ownCard(deps)(caller, params.platform)), asked),
  );
