// Runs before anything is installed, on whatever node the machine has: no dependency, no TypeScript.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const packagesOf = (lock) => {
  try {
    return JSON.parse(readFileSync(lock, 'utf8')).packages;
  } catch {
    return {};
  }
};
const installed = packagesOf('node_modules/.package-lock.json');

/** A package for another platform is in the lock and rightly absent here. */
const isStale = ([path, { version, optional }]) =>
  path !== '' && installed[path]?.version !== version && (!optional || path in installed);

if (Object.entries(packagesOf('package-lock.json')).some(isStale)) {
  process.stderr.write('node_modules is missing or older than package-lock.json: npm ci\n');
  const { status } = spawnSync('npm ci', { stdio: 'inherit', shell: true });
  process.exitCode = status ?? 1;
}
