import { channelMonth } from '../simulation/channel-month.ts';
import type { Row } from './row.ts';

const FEEDS = 5_000;
const WEEK_HOURS = 168;

/** The month at full size; a smaller one is a test. */
export const simulatedMonth = async (): Promise<Row[]> => {
  const from = performance.now();
  const { faults, longestAfterMinutes, watches, reads, darkened } = await channelMonth({
    feeds: FEEDS,
    seed: 1,
    longestLifeHours: WEEK_HOURS,
  });
  const seconds = ((performance.now() - from) / 1000).toFixed(0);
  return [
    {
      what: '30 days of 5,000 calendars: times that one was unwatched outside the outages',
      measured: faults.length,
      budget: 0,
      unit: '',
      note: `${watches.toLocaleString('en')} watches, ${reads.toLocaleString('en')} reads in ${seconds} s`,
    },
    {
      what: 'the longest that one was unwatched after an outage of six hours',
      measured: longestAfterMinutes,
      budget: 15,
      unit: 'minutes',
      note: `${darkened} went dark in an outage`,
    },
  ];
};
