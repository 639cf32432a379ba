import { CapacityGauge } from '../measure/capacity.ts';
import { cpuTotals, usableCores } from '../measure/machine.ts';
import { median } from '../measure/statistics.ts';
import { chooseIsolation } from '../sandbox/choose-isolation.ts';
import { EXIT } from './exit-codes.ts';
import { listenForInterruption } from './interruption.ts';
import { machineFacts } from './machine-facts.ts';

const SAMPLES = 9;

/** Says what this machine can give: cores, how they behave right now, how strongly a submission can be held. */
export async function calibrate(): Promise<number> {
  using interruption = listenForInterruption();
  const isolation = await chooseIsolation();
  const usable = usableCores();
  const { cpu, node, platform } = machineFacts();
  const workers = Math.max(1, Math.floor(usable.cores));
  const before = cpuTotals();
  const since = performance.now();
  const samples: { cores: number; correctedCores: number }[] = [];
  await using gauge = await CapacityGauge.start(workers);
  while (samples.length < SAMPLES && !interruption.signal.aborted) samples.push(await gauge.sample());
  if (interruption.signal.aborted) return EXIT.interrupted;
  const after = cpuTotals();
  const busy = before && after ? (after.busyMs - before.busyMs) / (performance.now() - since) : undefined;
  const given = samples.map(({ cores }) => cores);
  const rows: [string, string][] = [
    ['cpu', cpu],
    ['platform', `${platform}, Node ${node}`],
    ['usable', `${usable.cores} (${usable.because})`],
    [
      'given now',
      `${median(given).toFixed(2)} cores (${Math.min(...given).toFixed(2)}–${Math.max(...given).toFixed(2)})`,
    ],
    ['without others', `${median(samples.map(({ correctedCores }) => correctedCores)).toFixed(2)} cores`],
    ...(busy === undefined
      ? []
      : ([['busy', `${busy.toFixed(2)} cores, this calibration included`]] as [string, string][])),
    ['isolation', isolation.description],
    ...isolation.shortfall.map((reason): [string, string] => ['', reason]),
    [
      'speedup',
      workers < 2 ? 'cannot be measured here: fewer than two usable cores' : `measured with ${workers} workers`,
    ],
  ];
  for (const [name, value] of rows) process.stdout.write(`${name.padEnd(16)}${value}\n`);
  return EXIT.passed;
}
