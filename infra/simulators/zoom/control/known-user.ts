import { ControlError } from '../../control-error.ts';
import type { User } from '../users.ts';
import type { World } from '../world.ts';

export const knownUser = ({ users }: World, name: string): User => {
  const user = users.find(name);
  if (!user) throw new ControlError('account', `nobody here is ${name}`);
  return user;
};
