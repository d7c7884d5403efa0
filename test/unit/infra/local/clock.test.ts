import { afterEach, expect, it } from 'vitest';
import { processClock } from '../../../../infra/local/clock.ts';

const START = '2027-01-04T09:00:00.000Z';

afterEach(processClock.uninstall);

it('moves Date.now and new Date of everybody, and nothing else about Date', () => {
  processClock.install();
  processClock.freeze(START);
  processClock.advance(1500);
  expect(Date.now()).toBe(Date.parse(START) + 1500);
  expect(new Date().toISOString()).toBe('2027-01-04T09:00:01.500Z');
  expect(new Date(0).toISOString()).toBe('1970-01-01T00:00:00.000Z');
  expect(new Date()).toBeInstanceOf(Date);
  expect(Date.UTC(1970, 0, 2)).toBe(86_400_000);
});

it('runs on from where it was moved to when it is not frozen', () => {
  const before = Date.now();
  processClock.install();
  processClock.advance(3_600_000);
  expect(Date.now() - before).toBeGreaterThanOrEqual(3_600_000);
  expect(Date.now() - before).toBeLessThan(3_610_000);
});

it('gives the real time back', () => {
  const real = Date;
  processClock.install();
  processClock.freeze(START);
  processClock.uninstall();
  expect(Date).toBe(real);
  expect(processClock.now()).not.toBe(Date.parse(START));
});

it('tells whoever waits for an instant, until they stop', () => {
  const jumps: number[] = [];
  const stop = processClock.onJump(() => jumps.push(processClock.now()));
  processClock.freeze(START);
  processClock.advance(5);
  stop();
  processClock.advance(5);
  expect(jumps).toEqual([Date.parse(START), Date.parse(START) + 5]);
});
