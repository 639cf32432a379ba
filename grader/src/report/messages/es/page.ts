import type { page as english } from '../en/page.ts';
import type { TextsLike } from '../texts-like.ts';

/** What only the page (the HTML face) says, in Spanish. */
export const page: TextsLike<typeof english> = {
  'page.title': 'Paralelo: {points} puntos',
  'page.skip': 'Saltar al resultado',
  'page.katas': 'Katas de este resultado',
  'page.overview': 'Resumen',
  'page.overviewCaption': 'Pruebas, aceleración y puntos de cada kata',
  'page.time': 'En qué se fue el tiempo',
  'page.ground': 'En qué se apoya este resultado',
  'page.started': 'Evaluado el {time}.',
  'page.asTable': 'Las cifras de este gráfico, en una tabla',
  'page.notPassed': 'Pruebas no superadas: {count}',
  'page.passed': 'Pruebas superadas: {count}',

  'share.title': 'Qué parte de la aceleración posible alcanzó cada kata',
  'share.kata': '{kata}: {reached:percent}; se pide el {asked:percent}.',
  'share.legend':
    'Barra: la aceleración como parte de lo que podían dar los núcleos, o los workers. Línea fina: su intervalo del 95 %. Marca vertical: lo que se pide.',
  'share.reached': 'Alcanzado',
  'share.asked': 'Se pide',

  'rounds.title': 'Aceleración en cada ronda de {kata}',
  'rounds.summary': 'Rondas: {count}, entre {lowest:times} y {highest:times}.',
  'rounds.median': 'Mediana {median:times}, intervalo del 95 % entre {low:times} y {high:times}.',
  'rounds.needed': 'Se pide: {needs:times}; lo ideal: {ideal:times}.',
  'rounds.legend': 'Puntos: rondas. Línea y banda: su mediana y el intervalo del 95 % de esta.',
  'rounds.axis': 'Aceleración',
  'rounds.round': 'Ronda',
  'rounds.labelMedian': 'mediana {median:times}',
  'rounds.labelNeeds': 'mínimo {needs:times}',
  'rounds.labelIdeal': 'ideal: {ideal:times}',
  'rounds.seed': 'Semilla',
  'rounds.raw': 'Según el reloj',
  'rounds.sequential': 'Evaluador, secuencial (ms)',
  'rounds.one': 'Un worker (ms)',
  'rounds.many': 'Todos los workers (ms)',
  'rounds.given': 'Núcleos dados',
  'rounds.makespan': 'Duración total (ms)',
  'rounds.inFlight': 'En curso, máximo',

  'time.title': 'En qué se fue el tiempo de {kata}',
  'time.part': 'Parte',
  'time.seconds': 'Segundos',
  'time.share': 'Proporción',
  'time.load': 'Arrancar y cargar la entrega',
  'time.call': 'Llamadas a la entrega',
  'time.spec': 'Trabajo propio de la especificación',
  'time.measure': 'Medir la aceleración',
  'time.overhead': 'Tiempo propio del evaluador',
  'time.said': '{part}: {seconds:tenths} s.',

  'check.rule': 'Regla',
  'check.name': 'Prueba',
  'check.duration': 'Tiempo (ms)',
};
