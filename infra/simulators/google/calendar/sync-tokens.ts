import { z } from 'zod';
import { parsedJson } from '../../parsed-json.ts';
import { ApiRefusal, invalid } from './api-refusal.ts';

const content = z.strictObject({
  calendar: z.string(),
  user: z.string(),
  /** The other parameters of the listing, which every later call must repeat. */
  shape: z.string(),
  revision: z.int(),
  generation: z.int(),
  timeMin: z.string().optional(),
  timeMax: z.string().optional(),
});
type Content = z.infer<typeof content>;
type Owner = Pick<Content, 'calendar' | 'user' | 'shape'>;

const encoded = (value: Content): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const decoded = (token: string): Content => {
  const { success, data } = content.safeParse(parsedJson(Buffer.from(token, 'base64url').toString('utf8')));
  if (!success) throw invalid('Invalid sync token value.', 'syncToken');
  return data;
};

const fullSyncRequired = (): ApiRefusal =>
  new ApiRefusal({
    status: 410,
    domain: 'calendar',
    reason: 'fullSyncRequired',
    message: 'Sync token is no longer valid, a full sync is required.',
    locationType: 'parameter',
    location: 'syncToken',
  });

/** https://developers.google.com/workspace/calendar/api/guides/sync */
export class SyncTokens {
  private readonly generations = new Map<string, number>();

  issue(value: Omit<Content, 'generation'>): string {
    return encoded({ ...value, generation: this.generation(value.calendar, value.user) });
  }

  read(token: string, owner: Owner): Content {
    const value = decoded(token);
    const isOwn = value.calendar === owner.calendar && value.user === owner.user;
    if (!isOwn || value.shape !== owner.shape) throw invalid('Invalid sync token value.', 'syncToken');
    if (value.generation !== this.generation(value.calendar, value.user)) throw fullSyncRequired();
    return value;
  }

  /** As age or a change of the calendar's access does. */
  expire(calendar: string, user: string): void {
    this.generations.set(`${calendar} ${user}`, this.generation(calendar, user) + 1);
  }

  private generation(calendar: string, user: string): number {
    return this.generations.get(`${calendar} ${user}`) ?? 0;
  }
}
