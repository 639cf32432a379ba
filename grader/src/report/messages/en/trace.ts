/** Who ran when: what the charts of the workers say, in English. Mermaid takes no `:`, `;` or `#` in the first ones. */
export const trace = {
  'trace.axis': 'Milliseconds since the call',
  'trace.call': 'the call',
  'trace.main': 'main thread',
  'trace.process': 'process {number}',
  'trace.worker': 'worker {number}',
  'trace.pool': 'libuv pool {number}',
  'trace.engine': 'V8 helper {number}',
  'trace.thread': 'thread {number}',
  'trace.noCore': 'no core',

  'trace.heading': 'Workers over time',
  'trace.title': 'Workers of {kata} over time',
  'trace.account':
    'The round with seed {seed}, the one nearest to the median: {cpu:ms} of CPU time in {wall:ms}, {cores:two} cores busy.',
  'trace.others': 'Threads that are not shown: {count}.',
  'trace.legend':
    'Figures in the bars: share of a core. Grey: busy part of the time. Red: ready to run, but others had the cores.',
  'trace.legendBusy': 'Busy: the height is the share of a core.',
  'trace.legendWaiting': 'Ready to run, but others had the cores.',
  'trace.said': '{thread}: busy {busy:ms} of {wall:ms}, {waited:ms} without a core.',
  'trace.column': 'Thread',
  'trace.busyMs': 'Busy (ms)',
  'trace.waitedMs': 'Without a core (ms)',
  'trace.busyShare': 'Busy',
} as const;
