export interface DemoUser {
  readonly id: string;
  readonly org: string;
  readonly role: 'admin' | 'member' | 'assistant';
  readonly name: string;
  readonly email: string;
}

const user = (org: string, id: string, role: DemoUser['role'], name: string): DemoUser => ({
  id,
  org,
  role,
  name,
  email: `${id}@${org}.example`,
});

export const demoUsers: readonly DemoUser[] = [
  user('acme', 'ada', 'admin', 'Ada Lindqvist'),
  user('acme', 'ben', 'member', 'Ben Okafor'),
  user('acme', 'chloe', 'member', 'Chloé Marchand'),
  user('acme', 'dan', 'member', 'Dan Novák'),
  user('acme', 'eve', 'assistant', 'Eve Tanaka'),
  user('globex', 'gus', 'admin', 'Gus Moreno'),
  user('globex', 'hana', 'member', 'Hana Černá'),
];

export const demoUser = (id: string): DemoUser | undefined => demoUsers.find((each) => each.id === id);
