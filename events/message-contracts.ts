import type { Contract } from './contract.ts';
import approvalMail from './internal/approval-mail.example.json' with { type: 'json' };
import { ApprovalMail } from './internal/approval-mail.ts';
import conflictWork from './internal/conflict-work.example.json' with { type: 'json' };
import { ConflictWork } from './internal/conflict-work.ts';
import feedWork from './internal/feed-work.example.json' with { type: 'json' };
import { FeedWork } from './internal/feed-work.ts';
import lossMail from './internal/loss-mail.example.json' with { type: 'json' };
import { LossMail } from './internal/loss-mail.ts';
import mailWork from './internal/mail-work.example.json' with { type: 'json' };
import { MailWork } from './internal/mail-work.ts';
import providerNews from './internal/provider-news.example.json' with { type: 'json' };
import { ProviderNews } from './internal/provider-news.ts';
import provisionWork from './internal/provision-work.example.json' with { type: 'json' };
import { ProvisionWork } from './internal/provision-work.ts';
import requestMail from './internal/request-mail.example.json' with { type: 'json' };
import { RequestMail } from './internal/request-mail.ts';

/** Every queue message. */
export const messageContracts: readonly Contract[] = [
  { name: 'internal/approval-mail', schema: ApprovalMail, example: approvalMail, mayLack: [] },
  {
    name: 'internal/conflict-work',
    schema: ConflictWork,
    example: conflictWork,
    mayLack: ['group'],
  },
  { name: 'internal/feed-work', schema: FeedWork, example: feedWork, mayLack: ['channelId'] },
  { name: 'internal/loss-mail', schema: LossMail, example: lossMail, mayLack: [] },
  { name: 'internal/mail-work', schema: MailWork, example: mailWork, mayLack: [] },
  {
    name: 'internal/provider-news',
    schema: ProviderNews,
    example: providerNews,
    mayLack: ['accountKey'],
  },
  { name: 'internal/provision-work', schema: ProvisionWork, example: provisionWork, mayLack: [] },
  { name: 'internal/request-mail', schema: RequestMail, example: requestMail, mayLack: [] },
];
