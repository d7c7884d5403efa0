import { type RouteKey, topology } from '../../topology.ts';

type Spec = (typeof topology.routes)[RouteKey];
interface Route {
  readonly key: RouteKey;
  readonly spec: Spec;
  readonly method: string;
  readonly path: RegExp;
  readonly names: readonly string[];
  /** Sorts exact segments before parameters and parameters before greedy ones, from the left. */
  readonly rank: string;
}
export interface Found {
  readonly key: RouteKey;
  readonly spec: Spec;
  readonly parameters: Record<string, string>;
}

const KEYS = Object.keys(topology.routes) as RouteKey[];
const PARAMETER = /^\{(\w+)(\+?)\}$/;

const rankOf = (segment: string): string => {
  if (segment.endsWith('+}')) return '2';
  return PARAMETER.test(segment) ? '1' : '0';
};

const patternOf = (segment: string): string => {
  const ranks: Record<string, string> = { '1': '([^/]+)', '2': '(.+)' };
  return ranks[rankOf(segment)] ?? segment.replaceAll('.', '\\.');
};

const compile = (key: RouteKey): Route => {
  const [method = '', path = ''] = key.split(' ');
  const segments = path.split('/').slice(1);
  return {
    key,
    spec: topology.routes[key],
    method,
    path: new RegExp(`^/${segments.map(patternOf).join('/')}$`),
    names: segments.flatMap((segment) => PARAMETER.exec(segment)?.[1] ?? []),
    rank: segments.map(rankOf).join(''),
  };
};

const routes = KEYS.map(compile).sort((a, b) => a.rank.localeCompare(b.rank));

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html#http-api-develop-routes.evaluation */
export const findRoute = (method: string, path: string): Found | undefined => {
  const route = routes.find((each) => each.method === method && each.path.test(path));
  if (!route) return undefined;
  const [, ...values] = route.path.exec(path) ?? [];
  const parameters = route.names.map((name, index) => [name, decoded(values[index] ?? '')]);
  return { key: route.key, spec: route.spec, parameters: Object.fromEntries(parameters) };
};
