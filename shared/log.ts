import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapping } from 'node:module';
import type { Log } from './ports/log.ts';

/** esbuild writes where a source lies as seen from the bundle. */
const UP = /^(?:\.\.\/)+/u;
const PLACE = /(?<file>file:\/\/[^\s()]+):(?<line>\d+):(?<column>\d+)/u;

const maps = new Map<string, SourceMap | undefined>();

const loadMap = (file: string): SourceMap | undefined => {
  try {
    return new SourceMap(JSON.parse(readFileSync(new URL(`${file}.map`), 'utf8')));
  } catch {
    // Not a bundle, as in the local runtime: its rows name sources already.
    return undefined;
  }
};

const mapOf = (file: string): SourceMap | undefined => {
  if (!maps.has(file)) maps.set(file, loadMap(file));
  return maps.get(file);
};

const isMapping = (entry: SourceMapping | object): entry is SourceMapping => 'originalSource' in entry;

/**
 * A row of a stack by the source that it comes from. Only an error pays for reading the map: with node's own `--enable-source-maps`
 * every cold start would.
 */
const sourceRow = (row: string): string => {
  const { file, line, column } = PLACE.exec(row)?.groups ?? {};
  const entry = file === undefined ? undefined : mapOf(file)?.findEntry(Number(line) - 1, Number(column) - 1);
  if (entry === undefined || !isMapping(entry)) return row;
  const { originalSource, originalLine, originalColumn } = entry;
  return row.replace(PLACE, `${originalSource.replace(UP, '')}:${originalLine + 1}:${originalColumn + 1}`);
};

const write = (level: string, event: string, fields: object): void => {
  process.stdout.write(`${JSON.stringify({ level, event, at: new Date().toISOString(), ...fields })}\n`);
};

/** The name, code and stack of an error, never its message: messages of others hold what people typed. */
const evidence = (error: unknown): object =>
  error instanceof Error
    ? {
        error: error.name,
        code: 'code' in error ? String(error.code) : undefined,
        stack: error.stack
          ?.split('\n')
          .filter((row) => row.startsWith('    at '))
          .slice(0, 8)
          .map(sourceRow),
        cause: error.cause instanceof Error ? error.cause.name : undefined,
      }
    : { error: typeof error };

/** One JSON line an event, for CloudWatch. */
export const log: Log = {
  info: (event, fields = {}) => write('info', event, fields),
  error: (event, error, fields = {}) => write('error', event, { ...fields, ...evidence(error) }),
};
