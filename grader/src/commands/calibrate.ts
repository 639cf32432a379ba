import type { Language } from '@paralelo/testkit/language';
import { CapacityGauge } from '../measure/capacity.ts';
import { cpuTotals, usableCores } from '../measure/machine.ts';
import type { CapacitySample } from '../measure/samples.ts';
import { median } from '../measure/statistics.ts';
import { translator } from '../report/messages/messages.ts';
import { sayIn } from '../report/sentence.ts';
import { chooseIsolation } from '../sandbox/choose-isolation.ts';
import { descriptionIn } from './description-in.ts';
import { EXIT } from './exit-codes.ts';
import { listenForInterruption } from './interruption.ts';
import { machineFacts } from './machine-facts.ts';
import { print } from './print.ts';

const SAMPLES = 5;

/** Says what this machine can give: cores, how they behave right now, how strongly a submission can be held. */
export async function calibrate(lang: Language): Promise<number> {
  const t = translator(lang);
  using interruption = listenForInterruption();
  const isolation = await chooseIsolation();
  const usable = usableCores();
  const { cpu, node, platform } = machineFacts();
  const workers = Math.max(1, Math.floor(usable.cores));
  const before = cpuTotals();
  const since = performance.now();
  const samples: CapacitySample[] = [];
  const shared: CapacitySample[] = [];
  await using gauge = await CapacityGauge.start(workers);
  await using sharingGauge = await CapacityGauge.start(workers, 'compress');
  while (samples.length < SAMPLES && !interruption.signal.aborted) {
    samples.push(await gauge.sample());
    shared.push(await sharingGauge.sample());
  }
  if (interruption.signal.aborted) return EXIT.interrupted;
  const after = cpuTotals();
  const busy = before && after ? (after.busyMs - before.busyMs) / (performance.now() - since) : undefined;
  const given = samples.map(({ cores }) => cores);
  const rows: [string, string][] = [
    [t('calibrate.cpu'), cpu],
    [t('calibrate.platform'), `${platform}, Node ${node}`],
    [t('calibrate.usable'), t(`calibrate.${usable.because}`, { cores: usable.cores })],
    [
      t('calibrate.given'),
      t('calibrate.givenNow', { median: median(given), low: Math.min(...given), high: Math.max(...given) }),
    ],
    [
      t('calibrate.corrected'),
      t('calibrate.cores', { cores: median(samples.map(({ correctedCores }) => correctedCores)) }),
    ],
    [
      t('calibrate.shared'),
      t('calibrate.sharedNow', { cores: median(shared.map(({ correctedCores }) => correctedCores)) }),
    ],
    ...(busy === undefined ? [] : [[t('calibrate.busy'), t('calibrate.busyNow', { cores: busy })] as [string, string]]),
    [t('calibrate.isolation'), descriptionIn(isolation, lang)],
    ...isolation.shortfall.map((line): [string, string] => ['', sayIn(lang, [line])!]),
    [t('calibrate.speedup'), workers < 2 ? t('calibrate.unmeasurable') : t('calibrate.measured', { workers })],
  ];
  for (const [name, value] of rows) print(`${name.padEnd(16)}${value}\n`, t);
  return EXIT.passed;
}
