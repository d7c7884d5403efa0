/** A message that no reader knows: it must end among the dead letters, alone. */
export const POISON = '{"kind":"torture.poison"}';
