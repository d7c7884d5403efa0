import type { Due } from '../../events/stored/due.ts';
import type { OrgSettings } from '../../events/stored/org-settings.ts';
import type { Transition } from '../../events/stored/transition.ts';

export interface OrgSettingsStore {
  /** Defaults (version 0) where an org has never saved any. */
  read(org: string): Promise<OrgSettings>;
  /** Writes if the stored version is `settings.version` - 1, with what follows from it; false when somebody else was first. */
  put(settings: OrgSettings, transition?: Transition, due?: Due): Promise<boolean>;
}
