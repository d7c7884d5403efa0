import type { Connection } from '../../events/stored/connection.ts';
import type { Platform } from '../../events/stored/org-settings.ts';
import { approvalHelp } from '../domain/approval-help.ts';
import type { Log } from '../ports/log.ts';
import { type ApprovalLinkDeps, approvalLink } from './approval-link.ts';

export type CardApprovalDeps = ApprovalLinkDeps & { readonly log: Log };

interface Situation {
  readonly org: string;
  readonly own: readonly Connection[];
  /** The code of the last try, by platform. */
  readonly refusals: Readonly<Partial<Record<Platform, string>>>;
}

/** The address that goes with the help of these cards; undefined where none needs it, or where it cannot be made now. */
export const cardApproval =
  (deps: CardApprovalDeps) =>
  async ({ org, own, refusals }: Situation): Promise<string | undefined> => {
    const { outlook_calendar: outlook, microsoft_teams: teams } = refusals;
    const mayHelp =
      approvalHelp('outlook_calendar', outlook) !== undefined ||
      approvalHelp('microsoft_teams', teams) !== undefined;
    if (!mayHelp) return undefined;
    try {
      const account = own.find(({ provider }) => provider === 'microsoft')?.accountKey;
      return (await approvalLink(deps)({ org, account })).url;
    } catch (error) {
      // The cards are told all the same; the help of these says what to do.
      deps.log.error('approval.link_failed', error);
      return undefined;
    }
  };
