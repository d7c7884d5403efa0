import { MicrosoftCollection } from '../../../events/provider/microsoft/collection.ts';
import { ProviderError } from '../../ports/provider-error.ts';
import { askGraph, type GraphAccess, relativeLink } from './client.ts';

const MOST_PAGES = 50;

/** Every item of a list, over all its pages: whoever stops at the first one takes time for free that is not. */
export const allPages = async (graph: GraphAccess, path: string): Promise<unknown[]> => {
  const items: unknown[] = [];
  let next: string | undefined = path;
  for (let page = 0; page < MOST_PAGES && next !== undefined; page += 1) {
    const answer: MicrosoftCollection = await askGraph(
      graph,
      { method: 'GET', path: next },
      MicrosoftCollection,
    );
    items.push(...answer.value);
    const link = answer['@odata.nextLink'];
    next = link === undefined ? undefined : relativeLink(graph, link);
  }
  if (next === undefined) return items;
  throw new ProviderError('transient', { word: 'endless pages' });
};
