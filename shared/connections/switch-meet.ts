import type { Connection } from '../../events/stored/connection.ts';
import { untilWritten } from '../people/until-written.ts';
import type { Connections } from '../ports/connections.ts';

/** Meet rides on the calendar's grant: it is switched on and off without anybody's consent. */
export const switchMeet =
  ({ connections }: { readonly connections: Pick<Connections, 'read' | 'commit'> }) =>
  (seen: Connection, isOn: boolean): Promise<Connection> =>
    untilWritten(async () => {
      const present = (await connections.read(seen.org, seen.userId, seen.id)) ?? seen;
      if (present.platforms.includes('google_meet') === isOn) return present;
      const others = present.platforms.filter((platform) => platform !== 'google_meet');
      const platforms: Connection['platforms'] = isOn ? [...others, 'google_meet'] : others;
      const connection = { ...present, platforms, version: present.version + 1 };
      const { outcome } = await connections.commit({ connection });
      return outcome === 'committed' ? connection : undefined;
    });
