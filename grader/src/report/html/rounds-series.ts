import { figureFormats } from '../figure-formats.ts';
import type { CadenceReport, Interval, IoReport, KataResult, SpeedupReport } from '../result.ts';
import type { PageWords } from './page-words.ts';

/** A measurement has 25; a result with more than this is broken or hostile. */
const MAX_ROUNDS = 100;

/** What the rounds of a kata measured, ready to be drawn and to be read: speedups, or shares of the samples that were kept. */
export interface RoundsSeries {
  readonly title: string;
  readonly axis: string;
  /** What there is to see, in figures. */
  readonly description: string;
  readonly samples: readonly number[];
  readonly interval: Interval;
  /** What is asked for, and what is possible. */
  readonly needs?: number;
  readonly ideal?: number;
  /** A figure in the chart: beside a line, at a tick of the axis. */
  show(value: number): string;
  tick(value: number): string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The series of a kata; nothing where no round measured anything. */
export function roundsSeries({ kata, speedup: report }: KataResult, words: PageWords): RoundsSeries | undefined {
  if (!report) return undefined;
  const { cadence, efficiency, speedup } = report;
  if (cadence && efficiency) return keptSeries(kata, cadence, efficiency, report.threshold, words);
  return speedup && speedupSeries(kata, report, speedup, words);
}

function speedupSeries(
  kata: string,
  { rounds, io, thresholdSpeedup: needs, capacity: ideal }: SpeedupReport,
  interval: Interval,
  words: PageWords,
): RoundsSeries | undefined {
  const { t, lang, own } = words;
  const samples = (io?.rounds ?? rounds).slice(0, MAX_ROUNDS).map((round) => round.speedup);
  if (samples.length === 0) return undefined;
  return {
    title: t('rounds.title', { kata }),
    axis: t('rounds.axis'),
    description: [
      t('rounds.summary', { count: samples.length, lowest: Math.min(...samples), highest: Math.max(...samples) }),
      t('rounds.median', interval),
      ...(needs === undefined || ideal === undefined ? [] : [t('rounds.needed', { needs, ideal })]),
    ].join(' '),
    samples,
    interval,
    ...(needs !== undefined && { needs }),
    ...(ideal !== undefined && { ideal }),
    show: own.times,
    tick: figureFormats(lang).hundredths,
    ...(io ? ioFigures(io, words) : cpuFigures(rounds, words)),
  };
}

function keptSeries(
  kata: string,
  { rounds: all }: CadenceReport,
  interval: Interval,
  needs: number,
  { t, lang, own }: PageWords,
): RoundsSeries | undefined {
  const { whole } = figureFormats(lang);
  const rounds = all.slice(0, MAX_ROUNDS).map((round) => ({ ...round, share: round.kept / Math.max(1, round.due) }));
  if (rounds.length === 0) return undefined;
  const samples = rounds.map(({ share }) => share);
  const extremes = { lowest: Math.min(...samples), highest: Math.max(...samples) };
  return {
    title: t('kept.title', { kata }),
    axis: t('kept.axis'),
    description: [
      t('kept.summary', { count: samples.length, ...extremes }),
      t('kept.median', interval),
      t('kept.needed', { needs, ideal: 1 }),
    ].join(' '),
    samples,
    interval,
    needs,
    ideal: 1,
    show: own.share,
    tick: own.share,
    header: [
      t('rounds.round'),
      t('kept.axis'),
      t('kept.kept'),
      t('kept.due'),
      t('kept.untrue'),
      t('kept.blocked'),
      t('kept.cpu'),
      t('rounds.seed'),
    ],
    rows: rounds.map(({ share, kept, due, untrue, blockedMs, blockedCpuMs, seed }, i) => [
      `${i + 1}`,
      own.share(share),
      whole(kept),
      whole(due),
      whole(untrue),
      whole(blockedMs),
      whole(blockedCpuMs),
      `${seed}`,
    ]),
  };
}

function ioFigures({ rounds }: IoReport, { t, lang, own }: PageWords): Pick<RoundsSeries, 'header' | 'rows'> {
  const { whole } = figureFormats(lang);
  return {
    header: [t('rounds.round'), t('rounds.axis'), t('rounds.makespan'), t('rounds.inFlight'), t('rounds.seed')],
    rows: rounds
      .slice(0, MAX_ROUNDS)
      .map(({ speedup, makespanMs, mostInFlight, seed }, i) => [
        `${i + 1}`,
        own.times(speedup),
        whole(makespanMs),
        whole(mostInFlight),
        `${seed}`,
      ]),
  };
}

function cpuFigures(
  rounds: SpeedupReport['rounds'],
  { t, lang, own }: PageWords,
): Pick<RoundsSeries, 'header' | 'rows'> {
  const { whole, two } = figureFormats(lang);
  return {
    header: [
      t('rounds.round'),
      t('rounds.axis'),
      t('rounds.raw'),
      t('rounds.sequential'),
      t('rounds.one'),
      t('rounds.many'),
      t('rounds.given'),
      t('rounds.seed'),
    ],
    rows: rounds
      .slice(0, MAX_ROUNDS)
      .map((round, i) => [
        `${i + 1}`,
        own.times(round.speedup),
        own.times(round.rawSpeedup),
        whole(round.baselineMs),
        whole(round.oneWorkerMs),
        whole(round.manyWorkersMs),
        two(round.capacity),
        `${round.seed}`,
      ]),
  };
}
