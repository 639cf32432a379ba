/** The sentences of a verdict, in English: what was decided about a speed, why, and what to do next. */
export const verdict = {
  'cpu.passed':
    '{speedup:times} faster than sequential on {workers} workers: {efficiency:percent} of what this machine could give, {threshold:percent} ({needs:times}) asked for.',
  'cpu.slow':
    'Not fast enough: {speedup:times} faster than sequential on {workers} workers: {efficiency:percent} of what this machine could give, {threshold:percent} ({needs:times}) asked for.',
  'cpu.noisy':
    'After {rounds} rounds the efficiency lies anywhere from {low:percent} to {high:percent}, with {threshold:percent} ({needs:times}) asked for: the rounds scatter by {scatter:percent}. Measure again on an idle machine.',
  'cpu.close':
    'After {rounds} rounds the efficiency lies anywhere from {low:percent} to {high:percent}, with {threshold:percent} ({needs:times}) asked for: that is too close to decide. A little faster would settle it.',
  'cpu.contested':
    'Measured {low:percent} to {high:percent} of what this machine could give, with {threshold:percent} ({needs:times}) asked for, but so much of the time went into waiting for other programs that it may well be fast enough. Measure again on an idle machine.',
  'cpu.weakMachine':
    'This machine could give only {capacity:cores} of {workers} cores: too few to tell a parallel program from a sequential one. Measure again on a machine with free cores.',
  'cpu.quota':
    'A speedup needs two cores; here there is a cgroup quota of {cores:hundredths} cores. Measure on a machine with at least two.',
  'cpu.oneCore': 'A speedup needs two cores; here there is only one to run on. Measure on a machine with at least two.',
  'cpu.tooFewRounds':
    'Only {rounds} of the {needed} rounds that a verdict takes fitted into the time there was. Measure again on a faster or idle machine.',
  'cpu.wrongBaseline': "The grader's own sequential program gave a wrong answer for seed {seed}: {wrong}.",
  'cpu.wrongOne': 'The speed counts for nothing, since an answer is wrong: with one worker, for seed {seed}: {wrong}.',
  'cpu.wrongMany':
    'The speed counts for nothing, since an answer is wrong: with all workers, for seed {seed}: {wrong}.',
  'cheat.earlyWork':
    'Work is done before the call: loading took {seen:ms} of CPU time, at most {limit:ms} expected, in {rounds} of {of} rounds. Compute inside the function.',
  'cheat.lateWork':
    'Work goes on after the answer: {seen:ms} of CPU time in a quiet moment, at most {limit:ms} expected, in {rounds} of {of} rounds. Answer when everything is done.',
  'cheat.noWork':
    'The answer took {seen:whole} times less work than the sequential run, at most {limit:whole} times expected, in {rounds} of {of} rounds: it is looked up, not computed.',
  'cheat.crowded':
    '{seen:whole} were in flight at once, at most {limit:whole} expected, in {rounds} of {of} rounds: never work on more than `workers` at once.',
  'cheat.unasked':
    '{seen:whole} were never asked about, in {rounds} of {of} rounds: their answers come from elsewhere.',
  'cheat.lateItems':
    '{seen:whole} were still in flight after the answer, none expected, in {rounds} of {of} rounds. Answer when everything is done.',
  'cheat.unblocked':
    'The thread of the event loop ran {seen:whole} times while it was to be blocked, at most {limit:whole} times expected, in {rounds} of {of} rounds: call `onSample` on it, and let it wait.',
  'cheat.invented':
    '{seen:whole} samples are said to be taken while the event loop was blocked, but the workers woke up for at most {limit:whole}, in {rounds} of {of} rounds: they were invented afterwards.',
  'cheat.untrue':
    '{seen:whole} samples do not agree with what the kernel said at their time, at most {limit:whole} expected, in {rounds} of {of} rounds: read when you say that you read.',
  'cheat.busyWait':
    'Sampling took {seen:ms} of CPU time while the event loop was blocked, at most {limit:ms} expected, in {rounds} of {of} rounds: sleep between samples, do not wait in a loop.',
  'cheat.stillAwake':
    'Threads woke up {seen:whole} times in a quiet moment after the answer, at most {limit:whole} times expected, in {rounds} of {of} rounds: answer when every worker has ended.',

  'account.more':
    '{workers} workers kept {coresBusy:tenths} cores busy, but did {extra:percent} more work than the sequential run.',
  'account.less':
    '{workers} workers kept {coresBusy:tenths} cores busy, and did {saved:percent} less work than the sequential run.',
  'account.same': '{workers} workers kept {coresBusy:tenths} cores busy and did as much work as the sequential run.',
  'account.oneBusy':
    'Mostly one core was busy at a time: a part that only one of them does, uneven shares, waiting for each other, or starting them.',
  'account.someIdle':
    'Some workers had nothing to do while {capacity:cores} cores were there: a part that only one of them does, uneven shares, waiting for each other, or starting them.',
  'account.slowAlone':
    'Most of that extra work is there with one worker already: the computation itself is slower than it could be.',
  'account.slowTogether':
    'One worker does not do that extra work: it comes from sharing the work out, doing parts twice, waiting in a loop, or from cores that share caches or more.',
  'account.workCores':
    'The sequential program, run {workers} times at once, gets {workCores:two} times as much done as alone: so much this machine gives to such work, since its cores share memory, caches or, as hyper-threads, all that computes.',
  'account.given': 'This machine gave {given:two} of {workers} cores while you were measured.',
  'account.givenCorrected':
    'This machine gave {given:two} of {workers} cores while you were measured; waiting for other programs is taken out of these figures.',

  'io.passed': '{speedup:times} faster than one at a time with {capacity:whole} workers, {needs:times} asked for.',
  'io.slow':
    'Not fast enough: {speedup:times} faster than one at a time with {capacity:whole} workers, {needs:times} asked for.',
  'io.unreached':
    'Not at work on as many as it may: {most:whole} in flight at most, {capacity:whole} expected. {speedup:times} faster than one at a time with {capacity:whole} workers, {needs:times} asked for.',
  'io.undecided':
    'After {rounds} rounds the speedup lies anywhere from {low:times} to {high:times}, with {needs:times} asked for, or the machine was too busy to tell. Measure again on an idle machine.',
  'io.tooFewRounds':
    'Only {rounds} of the {needed} rounds that a verdict takes fitted into the time there was. Measure again on an idle machine.',
  'io.wrong': 'The speed counts for nothing, since an answer is wrong: for seed {seed}: {wrong}.',

  'cadence.passed':
    'It kept {kept:percent} of the samples that were due while the event loop was blocked, {threshold:percent} asked for.',
  'cadence.slow':
    'The cadence is lost: it kept {kept:percent} of the samples that were due while the event loop was blocked, {threshold:percent} asked for.',
  'cadence.undecided':
    'After {rounds} rounds the share of samples kept lies anywhere from {low:percent} to {high:percent}, with {threshold:percent} asked for, or the machine was too busy to tell. Measure again on an idle machine.',

  'speedup.died': 'While it was measured, the submission failed:',
  'speedup.starved':
    'Other programs left the submission too little time on the cores to tell how fast it is. Measure again on an idle machine.',
  'problem.fault': 'The grader itself failed: {faults}',
  'next.step':
    'Edit `katas/{kata}/src/index.ts`; in `katas/{kata}`, `npx --yes pnpm@12 test` runs the checks while you write. Then `npx --yes pnpm@12 grade {kata}`.',
  'next.measured':
    'Every check passes; the points that are missing are those for what was measured. `katas/{kata}/README.md` has hints for it, and `npx --yes pnpm@12 --silent grade {kata} --reporter html > report.html` shows where the time went.',
} as const;
