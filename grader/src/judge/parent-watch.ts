/** A thread of the judge that ends it when its parent is gone: a judge that is busy hears no 'disconnect'. */
const LOOK_EVERY_MS = 500;
const parent = process.ppid;

setInterval(() => {
  // Orphans get another parent; the subjects die with this process.
  if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}, LOOK_EVERY_MS);
