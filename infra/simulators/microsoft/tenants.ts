import { guidOf } from './guid.ts';

/** Every personal account: https://learn.microsoft.com/en-us/entra/identity-platform/id-token-claims-reference */
export const CONSUMERS = '9188040d-6c67-4c5b-b112-36a304b66dad';

export interface Tenant {
  readonly tid: string;
  readonly domain: string;
  /** Who may consent: the users themselves, only an admin, or an admin whom Microsoft's page asks on a user's behalf. */
  readonly policy: 'user' | 'admin' | 'workflow';
  /** What comes of a user who stands before that wall: an error in the callback, or nothing at all. */
  readonly wall: 'error' | 'nothing';
  /** Enterprise applications: the admin may switch an app off for everybody. */
  readonly app: 'enabled' | 'disabled';
  /** What the admin granted for everybody. */
  readonly granted: readonly string[];
}

type Known = Partial<Omit<Tenant, 'tid' | 'domain'>>;

/** The organizations, and what their admins decided about the app. */
export class Tenants {
  private readonly byId = new Map<string, Tenant>();

  /** Adds a tenant, or changes what is known of one. */
  put(domain: string, known: Known): Tenant {
    const name = domain.toLowerCase();
    const before = this.find(name);
    const fresh: Tenant = {
      tid: guidOf(`tenant ${name}`),
      domain: name,
      policy: 'user',
      wall: 'error',
      app: 'enabled',
      granted: [],
    };
    const tenant = { ...(before ?? fresh), ...known };
    this.byId.set(tenant.tid, tenant);
    return tenant;
  }

  grant({ tid }: Tenant, scopes: readonly string[]): void {
    const tenant = this.byId.get(tid);
    if (tenant) this.byId.set(tid, { ...tenant, granted: [...new Set([...tenant.granted, ...scopes])] });
  }

  /** By GUID or by domain. */
  find(name: string): Tenant | undefined {
    return (
      this.byId.get(name.toLowerCase()) ?? this.all().find(({ domain }) => domain === name.toLowerCase())
    );
  }

  all(): Tenant[] {
    return [...this.byId.values()];
  }
}
