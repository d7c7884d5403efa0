import type { Connection } from '../../events/stored/connection.ts';
import type { Platform } from '../../events/stored/org-settings.ts';
import { untilWritten } from '../people/until-written.ts';
import type { Connections } from '../ports/connections.ts';

/** What rides on a calendar's grant is switched on and off without anybody's consent. */
export const switchPlatform =
  ({ connections }: { readonly connections: Pick<Connections, 'read' | 'commit'> }) =>
  (seen: Connection, platform: Platform, isOn: boolean): Promise<Connection> =>
    untilWritten(async () => {
      const present = (await connections.read(seen.org, seen.userId, seen.id)) ?? seen;
      if (present.platforms.includes(platform) === isOn) return present;
      const others = present.platforms.filter((each) => each !== platform);
      const platforms: Connection['platforms'] = isOn ? [...others, platform] : others;
      const connection = { ...present, platforms, version: present.version + 1 };
      const { outcome } = await connections.commit({ connection });
      return outcome === 'committed' ? connection : undefined;
    });
