import { spawnSync } from 'node:child_process';

/** What this machine's Python calls itself; nothing when there is none. */
export function pythonVersion(): string | undefined {
  const { status, stdout } = spawnSync('python3', ['--version'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/** Runs a script that prints one number. @throws Error with what Python wrote when it failed. */
export function runPython(script: string): number {
  const { status, stdout, stderr } = spawnSync('python3', ['-c', script], { encoding: 'utf8', timeout: 20_000 });
  if (status !== 0) throw new Error(`python3 exited with ${status}: ${stderr}`);
  return Number(stdout);
}

/** The same measurements in Python, by the name of the case. Each prints operations per second, or microseconds a call. */
export const pythonScripts: Readonly<Record<string, string>> = {
  'lock-uncontended': `
import threading, time
lock = threading.Lock(); n = 1_000_000; t = time.perf_counter()
for _ in range(n):
    lock.acquire(); lock.release()
print(n / (time.perf_counter() - t))`,
  'lock-with': `
import threading, time
lock = threading.Lock(); n = 1_000_000; t = time.perf_counter()
for _ in range(n):
    with lock: pass
print(n / (time.perf_counter() - t))`,
  'lock-contended': `
import threading, time
lock = threading.Lock(); n = 300_000
def work():
    for _ in range(n):
        with lock: pass
threads = [threading.Thread(target=work) for _ in range(2)]; t = time.perf_counter()
for thread in threads: thread.start()
for thread in threads: thread.join()
print(2 * n / (time.perf_counter() - t))`,
  'queue-threads': `
import queue, threading, time
q = queue.Queue(1024); n = 50_000
def work():
    for i in range(n): q.put(i)
threading.Thread(target=work).start(); q.get(); t = time.perf_counter()
for _ in range(n - 1): q.get()
print((n - 1) / (time.perf_counter() - t))`,
  'queue-processes': `
import multiprocessing, time
def work(q, n):
    for i in range(n): q.put(i)
if __name__ == '__main__':
    context = multiprocessing.get_context('fork'); q = context.Queue(1024); n = 10_000
    context.Process(target=work, args=(q, n)).start(); q.get(); t = time.perf_counter()
    for _ in range(n - 1): q.get()
    print((n - 1) / (time.perf_counter() - t))`,
  'manager-call': `
import multiprocessing, time
def work(d, out):
    times = []
    for i in range(10_000):
        t = time.perf_counter(); d['key'] = i; times.append(time.perf_counter() - t)
    times.sort(); out.send(times[5_000] * 1e6)
if __name__ == '__main__':
    context = multiprocessing.get_context('fork')
    with context.Manager() as manager:
        near, far = context.Pipe(); d = manager.dict()
        context.Process(target=work, args=(d, far)).start()
        print(near.recv())`,
};
