import { ControlError } from '../../control-error.ts';
import type { Account } from '../accounts.ts';
import type { World } from '../world.ts';

export const knownAccount = ({ accounts }: Pick<World, 'accounts'>, name: string): Account => {
  const account = accounts.find(name);
  if (!account) throw new ControlError('account', `nobody here is ${name}`);
  return account;
};
