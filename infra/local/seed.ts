import type { JWTPayload } from 'jose';
import { type DemoUser, demoUsers } from './demo.ts';

interface Seeding {
  readonly hub: string;
  readonly token: (claims: JWTPayload) => Promise<string>;
}

const ORIGINS = ['http://127.0.0.1:*', 'http://localhost:*'];

export const claimsOf = ({ id, org, role, name, email }: DemoUser): JWTPayload => ({
  sub: id,
  org,
  role,
  name,
  email,
});

/** Tells a new hub of the demo orgs, through its own HTTP API as a product's backend would. */
export const seedDemo = async ({ hub, token }: Seeding): Promise<void> => {
  const put = async (admin: DemoUser, path: string, body: unknown): Promise<void> => {
    const response = await fetch(`${hub}${path}`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${await token(claimsOf(admin))}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`PUT ${path} as ${admin.id}: ${response.status} ${text}`);
  };
  const settings = (admin: DemoUser) => put(admin, '/v1/admin/settings', { origins: ORIGINS });
  const people = (admin: DemoUser) =>
    demoUsers
      .filter(({ org }) => org === admin.org)
      .map(({ id, name, email, role }) => put(admin, `/v1/admin/users/${id}`, { name, email, role }));
  const admins = demoUsers.filter(({ role }) => role === 'admin');
  await Promise.all(admins.flatMap((admin) => [settings(admin), ...people(admin)]));
};
