/** The same work in plain JavaScript, that nothing has to be stripped from: for what a start costs without it. */
export function noop(n) {
  return n;
}

/** Keeps one core busy for `microseconds`. */
export function spin(microseconds) {
  const end = performance.now() + microseconds / 1000;
  while (performance.now() < end);
  return microseconds;
}

export function echo(value) {
  return value;
}
