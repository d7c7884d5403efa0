import type { AvailabilitySchedule } from '../../events/stored/availability-schedule.ts';
import type { Transition } from '../../events/stored/transition.ts';

export interface AvailabilitySchedules {
  /** Undefined where a person has never saved one. */
  read(org: string, userId: string): Promise<AvailabilitySchedule | undefined>;
  /** Of those who have saved one, in no order. */
  readMany(org: string, userIds: readonly string[]): Promise<readonly AvailabilitySchedule[]>;
  /** Writes if the stored version is `schedule.version` - 1 (1 = must not exist yet) and the person exists; false otherwise. */
  put(schedule: AvailabilitySchedule, transition: Transition): Promise<boolean>;
}
