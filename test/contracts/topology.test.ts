import { expect, test } from 'vitest';
import { checkTopology } from '../../infra/check-topology.ts';
import { topology } from '../../infra/topology.ts';

test('the topology that is deployed and run locally has no fault', () => {
  expect(checkTopology(topology)).toEqual([]);
});

test('what takes webhooks reads no table and holds no credential but its keys', () => {
  const { table, secrets, sends } = topology.functions.ingest;
  expect({ table, secrets, sends }).toEqual({ table: 'none', secrets: ['zoom', 'keys'], sends: ['sync'] });
});
