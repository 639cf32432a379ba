import { type Metric, readers } from './kernel.ts';

const [metric, every, diskPath] = process.argv.slice(2) as [Metric, string, string];
const everyMs = Number(every);
const read = readers(diskPath)[metric];
const now = () => performance.timeOrigin + performance.now();

let due = now() + everyMs;
let timer = setTimeout(tick, everyMs);
/** Of the last sample: it has left this process. */
let sent = Promise.resolve();

function tick(): void {
  const { promise, resolve } = Promise.withResolvers<void>();
  process.send!({ metric, atMs: now(), usedPercent: read() }, () => resolve());
  sent = promise;
  due += everyMs * Math.max(1, Math.ceil((now() - due) / everyMs));
  timer = setTimeout(tick, due - now());
}

process.once('message', async () => {
  clearTimeout(timer);
  await sent;
  process.disconnect!();
});
process.once('disconnect', () => process.exit());
