import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { FAULTS } from './planted-faults.ts';
import { OUTER_BORDERS } from './planted-outer-borders.ts';
import { type Borders, SHARED_BORDERS } from './planted-shared-borders.ts';

const ROOT = join(import.meta.dirname, '../../..');
const CONFIGS = ['biome.json', '.biome', '.oxlintrc.json', '.gitignore', 'package.json', 'tsconfig.json'];
const START = { line: z.number() };
const BiomeReport = z.object({
  diagnostics: z.array(
    z.object({ category: z.string(), location: z.object({ path: z.string(), start: z.object(START) }) }),
  ),
});
const OxlintReport = z.object({
  diagnostics: z.array(
    z.object({
      code: z.string(),
      filename: z.string(),
      labels: z.array(z.object({ span: z.object(START) })),
    }),
  ),
});

interface Tree {
  readonly path: string;
  plant(file: string, source: string): Promise<void>;
}

const trees: string[] = [];

/** Outside the repository, so that only the configuration under test applies. */
const newTree = async (): Promise<Tree> => {
  const path = await mkdtemp(join(tmpdir(), 'meridian-gate-'));
  trees.push(path);
  for (const config of CONFIGS) await cp(join(ROOT, config), join(path, config), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(path, 'node_modules'));
  const plant = async (file: string, source: string): Promise<void> => {
    await mkdir(dirname(join(path, file)), { recursive: true });
    await writeFile(join(path, file), source);
  };
  return { path, plant };
};

/** Linters end with 1 when they have found something: what they print is the result either way. */
const run = ({ path }: Tree, tool: string, ...args: string[]): Promise<unknown> =>
  new Promise((resolve) => {
    const options = { cwd: path, maxBuffer: 64_000_000 };
    execFile(process.execPath, [join(ROOT, 'node_modules', tool), ...args], options, (_, stdout) =>
      resolve(JSON.parse(stdout)),
    );
  });

const byBiome = async (tree: Tree): Promise<string[]> => {
  const { diagnostics } = BiomeReport.parse(
    await run(tree, '@biomejs/biome/bin/biome', 'lint', '--reporter=json', '--max-diagnostics=none', '.'),
  );
  return diagnostics.map(
    ({ category, location: { path, start } }) => `${path} ${category.replace('lint/', '')}:${start.line}`,
  );
};

const byOxlint = async (tree: Tree): Promise<string[]> => {
  const { diagnostics } = OxlintReport.parse(
    await run(tree, 'oxlint/bin/oxlint', '--type-aware', '--format=json', 'functions', 'shared', 'test'),
  );
  return diagnostics.map(
    ({ code, filename, labels }) => `${filename} ${/\((.+)\)/.exec(code)?.[1]}:${labels[0]?.span.line}`,
  );
};

afterAll(() => Promise.all(trees.map((path) => rm(path, { recursive: true }))));

describe('in a tree of planted imports', () => {
  const targetsOf = ([file, { allowed, refused }]: [string, Borders[string]]): string[] =>
    [...allowed, ...refused]
      .filter((to) => to.startsWith('.'))
      .map((to) => normalize(join(dirname(file), to)));

  test('Biome reports every border that is crossed, and no other', async () => {
    const tree = await newTree();
    const borders = Object.entries({ ...SHARED_BORDERS, ...OUTER_BORDERS });
    for (const target of borders.flatMap(targetsOf)) await tree.plant(target, 'export const x = 1;\n');
    for (const [file, { allowed, refused }] of borders)
      await tree.plant(file, [...allowed, ...refused].map((to) => `import '${to}';\n`).join(''));

    const crossed = borders.flatMap(([file, { allowed, refused }]) =>
      refused.map((_, index) => `${file} style/noRestrictedImports:${allowed.length + index + 1}`),
    );
    expect((await byBiome(tree)).sort()).toEqual(crossed.sort());
  });
});

describe('in a tree of planted faults', () => {
  let tree: Tree;
  beforeAll(async () => {
    tree = await newTree();
    for (const [file, { source }] of Object.entries(FAULTS)) await tree.plant(file, source);
  });
  const planted = (linter: 'biome' | 'oxlint'): string[] =>
    Object.entries(FAULTS).flatMap(([file, fault]) => fault[linter].map((finding) => `${file} ${finding}`));

  test('Biome reports every breach of the house rules, and nothing else', async () => {
    expect((await byBiome(tree)).sort()).toEqual(planted('biome').sort());
  });

  test('oxlint reports every lost promise, and nothing else', async () => {
    expect((await byOxlint(tree)).sort()).toEqual(planted('oxlint').sort());
  });
});
