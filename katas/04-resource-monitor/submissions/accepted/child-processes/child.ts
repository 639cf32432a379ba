import { type Metric, readers } from './kernel.ts';

const [metric, every, diskPath] = process.argv.slice(2) as [Metric, string, string];
const everyMs = Number(every);
const read = readers(diskPath)[metric];
const now = () => performance.timeOrigin + performance.now();

let due = now() + everyMs;
let timer = setTimeout(tick, everyMs);

function tick(): void {
  process.send!({ metric, atMs: now(), usedPercent: read() });
  due += everyMs * Math.max(1, Math.ceil((now() - due) / everyMs));
  timer = setTimeout(tick, due - now());
}

process.once('message', () => {
  clearTimeout(timer);
  // The last word, behind every sample.
  process.send!('done', () => process.disconnect!());
});
process.once('disconnect', () => process.exit());
