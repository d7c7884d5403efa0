import { App } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import cdk from '../../../../cdk.json' with { type: 'json' };
import { readSettings } from '../../../../infra/cdk/settings.ts';

const context = {
  stage: 'prod',
  mailFrom: 'hub@mail.example',
  mailIdentity: 'existing',
  jwtIssuer: 'https://issuer.example/',
  jwtAudience: 'web, mobile',
};
const read = (given: Record<string, unknown>) => readSettings(new App({ context: given }).node);
const faultOf = (given: Record<string, unknown>): string => {
  try {
    read(given);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'accepted';
};

describe('the settings of a deployment', () => {
  test('are read from the context, a list by its commas', () => {
    expect(read(context)).toEqual({
      ...context,
      jwtAudience: ['web', 'mobile'],
      tokenVault: 'secrets-manager',
    });
  });

  test('have values in cdk.json that suffice to synthesise', () => {
    expect(read(cdk.context)).toMatchObject({ stage: 'dev', jwtAudience: ['meridian'] });
  });

  test('name every fault at once, and where to mend it', () => {
    const message = faultOf({
      ...context,
      stage: 'Prod!',
      jwtIssuer: 'http://issuer.example/',
      mailFrom: undefined,
    });
    expect(message).toMatch(/cdk\.json, or -c name=value/);
    expect(message.match(/^ {2}\w+/gm)).toEqual(['  stage', '  mailFrom', '  jwtIssuer']);
  });

  test.each(['hub@mail.example', 'Meridian Hub <hub@mail.example>'])('take %s to mail from', (mailFrom) => {
    expect(read({ ...context, mailFrom }).mailFrom).toBe(mailFrom);
  });

  test.each(['hub', 'Meridian <hub>', '<hub@mail.example>'])('refuse to mail from %s', (mailFrom) => {
    expect(faultOf({ ...context, mailFrom })).toContain('mailFrom: ');
  });

  test('take a domain only with its certificate', () => {
    expect(faultOf({ ...context, domain: 'hub.example' })).toContain('domain and certificateArn go together');
  });
});
