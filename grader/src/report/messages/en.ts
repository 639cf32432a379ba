/** What the faces of a result say, in English. A word in braces is a placeholder; every language has the same ones. */
export const en = {
  'column.kata': 'Kata',
  'column.checks': 'Checks',
  'column.speedup': 'Speedup',
  'column.threshold': 'Needs',
  'column.machine': 'Cores',
  'column.points': 'Points',
  total: 'Total',

  'status.passed': 'passed',
  'status.failed': 'failed',
  'status.inconclusive': 'inconclusive',
  'status.error': 'fault of the grader',

  'kind.assertion': 'wrong behaviour',
  'kind.load': 'does not load',
  'kind.timeout': 'took too long',
  'kind.memory': 'too much memory',
  'kind.limit': 'over a limit',
  'kind.crash': 'crashed',
  'kind.protocol': 'broke the connection to the judge',
  'kind.integrity': 'tried to look better than it is',
  'kind.slow': 'too slow',

  'bar.legend': '{speedup} · needs {threshold} · ideal {ideal}',
  'io.makespan': '{items} items of {latency} ms took {makespan} ms; ideal {ideal} ms, one at a time {alone} ms.',
  'io.inFlight': 'In flight at once: {most} of {workers}.',
  'cadence.kept':
    'While the event loop was blocked for {blocked} ms, {kept} of {due} samples were taken, one of each kind due every {every} ms.',
  'speedup.notMeasured': 'The speedup is measured once all checks pass.',
  'points.split': 'Points: {checks} for the checks, {speedup} for the speedup.',
  'points.undecided': 'Points still open: {points}. They are not counted as lost.',

  'failures.same': 'All {count} checks that failed say the same:',
  'failures.more': '… and {count} more of {rule} (see result.json)',
  'failure.printed': 'It printed:',
  'text.moreLines': '… {count} more lines',
  'next.heading': 'Next:',
  'reproduce.heading': 'To repeat it:',

  'face.total': '{points} points',
  'face.base': 'against the base ({points}).',
  'column.change': 'Change',
  'change.new': 'new',
  'chart.title': 'Speedup over the sequential run',
  'chart.axis': 'times faster',
  'chart.legend': 'Bars: the speedup that was measured. Line: the speedup that is asked for.',
  'text.moreRows': '… {count} more',
  'text.cut': 'The rest did not fit here: see result.json.',
  'test.speedup': 'speedup',
  'test.points': 'points',
  'github.more': '… and {count} more failures',

  graded: 'Graded: {subject}, seed {seed}.',
  machine: 'Machine: {cpu}, cores: {cores}, {platform}, Node {node}.',
  isolation: 'Isolation: {description}',
  'isolation.weak': 'good for learning, not valid for grading',
  interrupted: 'Interrupted: what was finished by then is below; the rest has no verdict.',
  empty: 'No kata was graded.',
} as const;

export type MessageKey = keyof typeof en;

/** One text per key; a language that misses one does not compile. */
export type Messages = Readonly<Record<MessageKey, string>>;
