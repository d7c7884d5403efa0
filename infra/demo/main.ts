import { startHub } from './hub-process.ts';
import { countCalls } from './provider-calls.ts';
import { playStory } from './story.ts';
import { startTimeline } from './timeline.ts';

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const hub = await startHub();
const timeline = startTimeline(print);
try {
  await playStory(hub.urls, timeline);
  timeline.chapter('What Google was asked');
  for (const [kind, count] of await countCalls(hub.urls.google))
    print(`${String(count).padStart(7)} x  ${kind}`);
  print('\nEvery step held.');
} catch (error) {
  timeline.failed(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  await hub.stop();
}
