/** What the demo says. */
const en = {
  about: 'A hundred addresses and a DNS server on this machine, asked about one domain at a time and then about 20.',
  stopped: 'no lookup is left',
  server: (addresses: number, latencyMs: number, where: string) =>
    `${addresses} addresses, a DNS server with ${latencyMs} ms latency at ${where}`,
  atATime: (workers: number) => (workers === 1 ? 'One at a time' : `${workers} at a time`),
  progress: (counts: string) => `${counts} addresses`,
  speedup: (times: string) => `speedup ${times}× of the possible 20×`,
};

export type Words = typeof en;

const es: Words = {
  about:
    'Cien direcciones y un servidor DNS en esta máquina, al que se pregunta por un dominio cada vez y después por 20.',
  stopped: 'no queda ninguna consulta en curso',
  server: (addresses, latencyMs, where) =>
    `${addresses} direcciones, un servidor DNS con ${latencyMs} ms de latencia en ${where}`,
  atATime: (workers) => (workers === 1 ? 'De uno en uno' : `De ${workers} en ${workers}`),
  progress: (counts) => `${counts} direcciones`,
  speedup: (times) => `aceleración de ${times}× sobre 20× posibles`,
};

export const WORDS = { en, es };
