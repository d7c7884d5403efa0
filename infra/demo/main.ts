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
  const providers = [
    ['Google', hub.urls.google],
    ['Microsoft', hub.urls.microsoft],
    ['Zoom', hub.urls.zoom],
  ] as const;
  for (const [name, url] of providers) {
    timeline.chapter(`What ${name} was asked`);
    for (const [kind, count] of await countCalls(url)) print(`${String(count).padStart(7)} x  ${kind}`);
  }
  print('\nEvery step held.');
} catch (error) {
  timeline.failed(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  await hub.stop();
}
