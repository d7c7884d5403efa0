import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../../events/http/catalogue.ts';
import { openApi } from '../../../../functions/openapi/document.ts';
import { topology } from '../../../../infra/topology.ts';

describe('the document of the API', () => {
  test('every deployed route has its contract, and every contract is deployed', () => {
    expect(Object.keys(catalogue).sort()).toEqual(Object.keys(topology.routes).sort());
  });

  test('routes that need a token say so, public ones say that they need none', () => {
    const { paths } = openApi() as { paths: Record<string, Record<string, { security: unknown[] }>> };
    const secured = Object.entries(topology.routes).map(([key, { access }]) => {
      const [method = '', path = ''] = key.split(' ');
      return [key, paths[path]?.[method.toLowerCase()]?.security.length === 1, access === 'jwt'];
    });
    expect(secured.filter(([, said, is]) => said !== is)).toEqual([]);
  });

  test('it is OpenAPI 3.1, whole and without references into nowhere', () => {
    const text = JSON.stringify(openApi());
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/gu)].map(([, reference]) => reference);
    expect(JSON.parse(text)).toMatchObject({ openapi: '3.1.0', info: { title: 'Meridian' } });
    expect(new Set(references)).toEqual(new Set(['#/components/schemas/Problem']));
  });

  test('it names the headers with which a caller repeats a request, or waits for news', () => {
    const { paths } = openApi() as {
      paths: Record<string, Record<string, { parameters: { name: string; in: string }[] }>>;
    };
    const headers = (path: string, method: string) =>
      paths[path]?.[method]?.parameters.filter((each) => each.in === 'header').map(({ name }) => name);
    expect(headers('/v1/bookings', 'post')).toEqual(['Idempotency-Key']);
    expect(headers('/v1/bookings/{id}/timeline', 'get')).toEqual(['If-None-Match', 'Prefer']);
    expect(headers('/v1/me', 'get')).toEqual([]);
  });

  test('it names what a conditional read and a browser get', () => {
    const { paths } = openApi() as { paths: Record<string, Record<string, { responses: object }>> };
    expect(paths['/v1/bookings/{id}']?.get?.responses).toHaveProperty('304');
    expect(paths['/v1/bookings/{id}']?.patch?.responses).not.toHaveProperty('304');
    expect(paths['/connect/{token}']?.get?.responses).toMatchObject({
      200: { content: { 'application/json': { schema: {} }, 'text/html': {} } },
    });
  });
});
