import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { buildStack } from '../../../../infra/cdk/stack.ts';
import { newApp, settings } from './synthesised.ts';

const CERTIFICATE = 'arn:aws:acm:eu-central-1:123456789012:certificate/1';

describe('a hub with a domain and a verified mail domain', () => {
  const wanted = {
    ...settings,
    domain: 'hub.example',
    certificateArn: CERTIFICATE,
    mailIdentity: 'existing',
  } as const;
  const template = Template.fromStack(buildStack(newApp(), wanted));

  test('is reached by its domain alone', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Api', { DisableExecuteApiEndpoint: true });
    template.hasResourceProperties('AWS::ApiGatewayV2::DomainName', { DomainName: 'hub.example' });
    template.resourceCountIs('AWS::ApiGatewayV2::ApiMapping', 1);
  });

  test('gives its functions that address', () => {
    const variables = Object.values(template.findResources('AWS::Lambda::Function')).map(
      ({ Properties }) => Properties.Environment.Variables.PUBLIC_URL,
    );
    expect(new Set(variables)).toEqual(new Set(['https://hub.example']));
  });

  test('leaves the mail identity to the account', () => {
    template.resourceCountIs('AWS::SES::EmailIdentity', 0);
  });
});
