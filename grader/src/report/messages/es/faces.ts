import type { faces as english } from '../en/faces.ts';
import type { TextsLike } from '../texts-like.ts';

/** What the faces of a result say, in Spanish. */
export const faces: TextsLike<typeof english> = {
  'column.kata': 'Kata',
  'column.checks': 'Pruebas',
  'column.speedup': 'Aceleración',
  'column.threshold': 'Mínimo',
  'column.machine': 'Núcleos',
  'column.points': 'Puntos',
  total: 'Total',

  'status.passed': 'superado',
  'status.failed': 'no superado',
  'status.inconclusive': 'sin decidir',
  'status.error': 'fallo del evaluador',

  'kind.assertion': 'comportamiento incorrecto',
  'kind.load': 'no se puede cargar',
  'kind.timeout': 'tardó demasiado',
  'kind.not-run': 'no se ejecutó',
  'kind.memory': 'demasiada memoria',
  'kind.limit': 'superó un límite',
  'kind.crash': 'se cerró de golpe',
  'kind.protocol': 'rompió la conexión con el juez',
  'kind.integrity': 'intentó parecer mejor de lo que es',
  'kind.slow': 'demasiado lento',
  'kind.fault': 'fallo del evaluador',

  'bar.legend': '{speedup} · mínimo {threshold} · ideal {ideal}',
  'io.makespan':
    '{items} elementos de {latency} ms tardaron {makespan} ms; lo ideal son {ideal} ms, y de uno en uno, {alone} ms.',
  'io.inFlight': 'En curso a la vez: {most} de {workers}.',
  'cadence.kept':
    'Con el bucle de eventos bloqueado durante {blocked} ms se tomaron {kept} de {due} muestras, una de cada clase cada {every} ms.',
  'speedup.notMeasured': 'La aceleración se mide cuando se superan todas las pruebas.',
  'points.split': 'Puntos: {checks} por las pruebas, {speedup} por la aceleración.',
  'points.undecided': 'Puntos sin decidir: {points}. No cuentan como perdidos.',

  'failures.same': 'Las {count} pruebas no superadas dicen lo mismo:',
  'failures.more': '… y {count} más de {rule} (véase result.json)',
  'failures.repeated': '… y {count} de {rule}, por un motivo que ya se ha dicho (véase result.json)',
  'failure.printed': 'Escribió:',
  'text.moreLines': '… {count} líneas más',
  'next.heading': 'Siguiente paso:',
  'reproduce.heading': 'Para repetirlo:',

  'face.total': '{points} puntos',
  'face.base': 'respecto a la base ({points}).',
  'column.change': 'Cambio',
  'change.new': 'nuevo',
  'chart.title': 'Aceleración respecto a la ejecución secuencial',
  'chart.axis': 'veces más rápido',
  'chart.legend': 'Barras: la aceleración medida. Línea: la aceleración que se pide.',
  'text.moreRows': '… {count} más',
  'text.cut': 'El resto no cabe aquí: véase result.json.',
  'test.speedup': 'aceleración',
  'test.points': 'puntos',
  'github.more': '… y {count} fallos más',

  graded: 'Evaluado: {subject}, semilla {seed}.',
  machine: 'Máquina: {cpu}, núcleos: {cores}, {platform}, Node {node}.',
  isolation: 'Aislamiento: {description}',
  'isolation.weak': 'sirve para aprender, no vale como calificación',
  interrupted: 'Interrumpido: debajo está lo que terminó antes; el resto no tiene veredicto.',
  empty: 'No se ha evaluado ningún kata.',
};
