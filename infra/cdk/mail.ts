import { CfnOutput, type Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  Identity,
  type IEmailIdentity,
} from 'aws-cdk-lib/aws-ses';
import type { Settings } from './settings.ts';

export interface MailSender {
  readonly configurationSetName: string;
  maySend(): PolicyStatement;
}

const buildIdentity = (stack: Stack, domain: string, configurationSet: ConfigurationSet): EmailIdentity => {
  const identity = new EmailIdentity(stack, 'mail-identity', {
    identity: Identity.domain(domain),
    configurationSet,
  });
  for (const [index, { name, value }] of identity.dkimRecords.entries())
    new CfnOutput(stack, `mail-dkim-${index + 1}`, {
      value: `${name} CNAME ${value}`,
      description: 'Publish in DNS',
    });
  return identity;
};

const addressIn = (mailbox: string): string => /<(.+)>$/.exec(mailbox)?.[1] ?? mailbox;

/** SES mails for the whole domain; the function may do so under one address of it. */
export const buildMail = (stack: Stack, { mailFrom, mailIdentity }: Settings): MailSender => {
  const address = addressIn(mailFrom);
  const domain = address.slice(address.lastIndexOf('@') + 1);
  const configurationSet = new ConfigurationSet(stack, 'mail-configuration', {
    reputationMetrics: true,
    tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
  });
  const identity: IEmailIdentity =
    mailIdentity === 'create'
      ? buildIdentity(stack, domain, configurationSet)
      : EmailIdentity.fromEmailIdentityName(stack, 'mail-identity', domain);
  const { configurationSetName } = configurationSet;
  const setArn = stack.formatArn({
    service: 'ses',
    resource: 'configuration-set',
    resourceName: configurationSetName,
  });
  return {
    configurationSetName,
    maySend: () =>
      new PolicyStatement({
        actions: ['ses:SendRawEmail'],
        resources: [identity.emailIdentityArn, setArn],
        conditions: { StringEquals: { 'ses:FromAddress': address } },
      }),
  };
};
