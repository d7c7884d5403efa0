interface Fault {
  readonly source: string;
  /** Each as `rule:line`. */
  readonly biome: readonly string[];
  readonly oxlint: readonly string[];
}

const lines = (...each: string[]): string => `${each.join('\n')}\n`;
const many = (count: number, line: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => line(index));
const byBiome = (source: string, ...biome: string[]): Fault => ({ source, biome, oxlint: [] });

const QUEUE = 'interface Queue { send(body: string): Promise<void>; isFull(): Promise<boolean> }';

/** Faults that a reviewer can miss and the gate must not. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  'functions/pages/floats.ts': {
    source: lines(
      QUEUE,
      'type Deps = { readonly queue: Queue };',
      'export const push = ({ queue }: Pick<Deps, "queue">) => async () => {',
      '  queue.send("lost once Lambda has answered");',
      '};',
    ),
    biome: ['nursery/noFloatingPromises:4'],
    oxlint: ['no-floating-promises:4'],
  },
  // Biome is blind to this one: the second linter is there for its like.
  'functions/pages/floats-unseen.ts': {
    source: lines(
      "import type { push } from './floats.ts';",
      'export const answer = (pushed: ReturnType<typeof push>) => async () => {',
      '  pushed();',
      "  return await Promise.resolve('accepted');",
      '};',
    ),
    biome: [],
    oxlint: ['no-floating-promises:3'],
  },
  'functions/pages/always-true.ts': {
    source: lines(
      QUEUE,
      'export const push = (queue: Queue) => async () => {',
      '  if (queue.isFull()) return "always";',
      '  return await "nothing to wait for";',
      '};',
    ),
    biome: ['nursery/noMisusedPromises:3'],
    oxlint: ['no-misused-promises:3', 'await-thenable:4'],
  },
  'functions/pages/void-hides-a-float.ts': byBiome(
    lines(QUEUE, 'export const push = async (queue: Queue) => {', '  void queue.send("");', '};'),
    'complexity/noVoid:3',
  ),
  'shared/domain/hen.ts': byBiome(
    lines("import { egg } from './egg.ts';", 'export const hen = (): string => egg();'),
    'suspicious/noImportCycles:1',
  ),
  'shared/domain/egg.ts': byBiome(
    lines("import { hen } from './hen.ts';", 'export const egg = (): string => hen();'),
    'suspicious/noImportCycles:1',
  ),
  'shared/http/x.ts': byBiome(lines('export const x = 1;', 'export type X = typeof x;')),
  'shared/sync/every-form-of-import.ts': byBiome(
    lines(
      "import type { X } from '../http/x.ts';",
      "export { x } from '../http/x.ts';",
      "export const late = () => import('../http/x.ts');",
      "export type Hole = import('../http/x.ts').X;",
      'export type Open = X;',
    ),
    'style/noRestrictedImports:1',
    'style/noRestrictedImports:2',
    'performance/noBarrelFile:2',
    'style/noRestrictedImports:3',
    'plugin:4',
  ),
  'shared/domain/typing.ts': byBiome(
    lines(
      'export const any = (value: any): unknown => value;',
      'export enum Colour { Red }',
      'export const first = (list: string[]): string => list[0]!;',
    ),
    'suspicious/noExplicitAny:1',
    'style/noEnum:2',
    'style/noNonNullAssertion:3',
  ),
  'shared/domain/surroundings.ts': byBiome(
    lines('console.log(process.env.HOME);', 'export default 1;'),
    'suspicious/noConsole:1',
    'style/noProcessEnv:1',
    'style/noDefaultExport:2',
  ),
  'shared/domain/lostCause.ts': byBiome(
    lines(
      'export const run = (work: () => void): void => {',
      '  try {',
      '    work();',
      '  } catch {',
      "    throw new Error('it failed');",
      '  }',
      '};',
    ),
    'style/useFilenamingConvention:0',
    'style/useErrorCause:5',
  ),
  'shared/domain/long.ts': byBiome(
    lines('export const long = (): void => {', ...many(41, (index) => `  Math.abs(${index});`), '};'),
    'complexity/noExcessiveLinesPerFunction:1',
  ),
  'shared/domain/longer.ts': byBiome(
    lines(...many(201, (index) => `export const a${index} = ${index};`)),
    'style/noExcessiveLinesPerFile:1',
  ),
  'shared/domain/tangled.ts': byBiome(
    lines(
      'export const tangled = (a: number, b: number, c: number, d: number): number => {',
      '  if (a) { if (b) { if (c) { if (d) return 1; } } }',
      '  return a && b || c && d ? 2 : 3;',
      '};',
      'export const five = (a: number, b: number, c: number, d: number, e: number): number => a + b + c + d + e;',
    ),
    'complexity/noExcessiveCognitiveComplexity:1',
    'complexity/useMaxParams:5',
  ),
  'shared/domain/imports.ts': byBiome(
    lines("import './absent.ts';", "import './hen';", "import 'vite';"),
    'correctness/noUnresolvedImports:1',
    'correctness/useImportExtensions:2',
    'correctness/noUndeclaredDependencies:3',
    'style/noRestrictedImports:3',
  ),
  'test/planted.test.ts': byBiome(
    lines("import { test } from 'vitest';", "test.skip('later', () => {});", "test.only('alone', () => {});"),
    'suspicious/noSkippedTests:2',
    'suspicious/noFocusedTests:3',
  ),
  'functions/pages/clean.ts': byBiome(
    lines(
      QUEUE,
      'export const push = (queue: Queue) => async (): Promise<void> => {',
      '  await queue.send("kept");',
      '};',
    ),
  ),
};
