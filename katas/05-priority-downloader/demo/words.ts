/** What the demo says. */
const en = {
  about:
    'A server on this machine: a few downloads with trouble on the way, told by the log, then many, one at a time and five at a time.',
  stopped: 'no download is left',
  trouble: 'A few downloads, with trouble on the way',
  outcome: (ok: boolean, attempts: number) =>
    `${ok ? 'saved ' : 'failed'} after ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`,
  server: (files: number, latencyMs: number) => `${files} files from a server with ${latencyMs} ms latency`,
  atATime: (workers: number) => (workers === 1 ? 'One at a time' : `${workers} at a time`),
  progress: (counts: string) => `${counts} files`,
  saved: (saved: number, files: number) => `${saved} of ${files} saved`,
  speedup: (times: string) => `speedup ${times}× of the possible 5×`,
};

export type Words = typeof en;

const es: Words = {
  about:
    'Un servidor en esta máquina: unas pocas descargas con problemas por el camino, contadas por el registro, y después muchas, de una en una y de cinco en cinco.',
  stopped: 'no queda ninguna descarga en curso',
  trouble: 'Unas pocas descargas, con problemas por el camino',
  outcome: (ok, attempts) =>
    `${ok ? 'guardado' : 'fallido '} tras ${attempts} ${attempts === 1 ? 'intento' : 'intentos'}`,
  server: (files, latencyMs) => `${files} archivos de un servidor con ${latencyMs} ms de latencia`,
  atATime: (workers) => (workers === 1 ? 'De una en una' : `De ${workers} en ${workers}`),
  progress: (counts) => `${counts} archivos`,
  saved: (saved, files) => `guardados ${saved} de ${files}`,
  speedup: (times) => `aceleración de ${times}× sobre 5× posibles`,
};

export const WORDS = { en, es };
