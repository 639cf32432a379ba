import type { trace as english } from '../en/trace.ts';
import type { TextsLike } from '../texts-like.ts';

/** Who ran when: what the charts of the workers say, in Spanish. Mermaid takes no `:`, `;` or `#` in the first ones. */
export const trace: TextsLike<typeof english> = {
  'trace.axis': 'Milisegundos desde la llamada',
  'trace.call': 'la llamada',
  'trace.main': 'hilo principal',
  'trace.process': 'proceso {number}',
  'trace.worker': 'worker {number}',
  'trace.pool': 'pool de libuv {number}',
  'trace.engine': 'auxiliar de V8 {number}',
  'trace.thread': 'hilo {number}',
  'trace.noCore': 'sin núcleo',

  'trace.heading': 'Los workers a lo largo del tiempo',
  'trace.title': 'Los workers de {kata} a lo largo del tiempo',
  'trace.account':
    'La ronda con la semilla {seed}, la más cercana a la mediana: {cpu:ms} de CPU en {wall:ms}, {cores:two} núcleos ocupados.',
  'trace.others': 'Hilos que no se muestran: {count}.',
  'trace.legend':
    'Cifras en las barras: parte de un núcleo. Gris: ocupado parte del tiempo. Rojo: listo para ejecutarse, pero otros tenían los núcleos.',
  'trace.legendBusy': 'Ocupado: la altura es la parte de un núcleo.',
  'trace.legendWaiting': 'Listo para ejecutarse, pero otros tenían los núcleos.',
  'trace.said': '{thread}: ocupado {busy:ms} de {wall:ms}, {waited:ms} sin núcleo.',
  'trace.column': 'Hilo',
  'trace.busyMs': 'Ocupado (ms)',
  'trace.waitedMs': 'Sin núcleo (ms)',
  'trace.busyShare': 'Ocupado',
};
