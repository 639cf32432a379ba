import type { verdict as english } from '../en/verdict.ts';
import type { TextsLike } from '../texts-like.ts';

/** The sentences of a verdict, in Spanish. */
export const verdict: TextsLike<typeof english> = {
  'cpu.passed':
    '{speedup:times} respecto a la ejecución secuencial con {workers} workers: el {efficiency:percent} de lo que esta máquina podía dar; se pide el {threshold:percent} ({needs:times}).',
  'cpu.slow':
    'No es lo bastante rápido: {speedup:times} respecto a la ejecución secuencial con {workers} workers, el {efficiency:percent} de lo que esta máquina podía dar; se pide el {threshold:percent} ({needs:times}).',
  'cpu.noisy':
    'Tras {rounds} rondas, la eficiencia está en algún punto entre el {low:percent} y el {high:percent}, y se pide el {threshold:percent} ({needs:times}): las rondas se dispersan un {scatter:percent}. Vuelve a medir en una máquina sin otra carga.',
  'cpu.close':
    'Tras {rounds} rondas, la eficiencia está en algún punto entre el {low:percent} y el {high:percent}, y se pide el {threshold:percent} ({needs:times}): está demasiado cerca para decidir. Con un poco más de velocidad quedaría claro.',
  'cpu.contested':
    'Se midió entre el {low:percent} y el {high:percent} de lo que esta máquina podía dar, y se pide el {threshold:percent} ({needs:times}), pero se fue tanto tiempo esperando a otros programas que bien puede ser lo bastante rápido. Vuelve a medir en una máquina sin otra carga.',
  'cpu.weakMachine':
    'Esta máquina solo podía dar {capacity:cores} de {workers} núcleos: muy pocos para distinguir un programa paralelo de uno secuencial. Vuelve a medir en una máquina con núcleos libres.',
  'cpu.quota':
    'Una aceleración necesita dos núcleos; aquí hay una cuota de cgroup de {cores:hundredths} núcleos. Mide en una máquina que tenga al menos dos.',
  'cpu.oneCore':
    'Una aceleración necesita dos núcleos; aquí solo se puede usar uno. Mide en una máquina que tenga al menos dos.',
  'cpu.tooFewRounds':
    'En el tiempo disponible solo hubo {rounds} de las {needed} rondas que exige un veredicto. Vuelve a medir en una máquina más rápida o sin otra carga.',
  'cpu.wrongBaseline':
    'El propio programa secuencial del evaluador dio una respuesta incorrecta con la semilla {seed}: {wrong}.',
  'cpu.wrongOne':
    'La velocidad no cuenta, porque una respuesta es incorrecta: con un worker y la semilla {seed}: {wrong}.',
  'cpu.wrongMany':
    'La velocidad no cuenta, porque una respuesta es incorrecta: con todos los workers y la semilla {seed}: {wrong}.',
  'cheat.earlyWork':
    'Se trabaja antes de la llamada: la carga consumió {seen:ms} de CPU y se esperaban como mucho {limit:ms}, en {rounds} de {of} rondas. Calcula dentro de la función.',
  'cheat.lateWork':
    'Se sigue trabajando después de responder: {seen:ms} de CPU en un momento de calma, cuando se esperaban como mucho {limit:ms}, en {rounds} de {of} rondas. Responde cuando todo esté terminado.',
  'cheat.noWork':
    'La respuesta costó {seen:whole} veces menos trabajo que la ejecución secuencial y se esperaban como mucho {limit:whole} veces menos, en {rounds} de {of} rondas: se consulta, no se calcula.',
  'cheat.crowded':
    'Hubo {seen:whole} en curso a la vez y se esperaban como mucho {limit:whole}, en {rounds} de {of} rondas: no trabajes nunca en más de `workers` a la vez.',
  'cheat.unasked':
    'Por {seen:whole} no se llegó a preguntar, en {rounds} de {of} rondas: sus respuestas salen de otro sitio.',
  'cheat.lateItems':
    'Quedaban {seen:whole} en curso después de responder y no se esperaba ninguno, en {rounds} de {of} rondas. Responde cuando todo esté terminado.',
  'cheat.unblocked':
    'El hilo del bucle de eventos se ejecutó {seen:whole} veces mientras debía estar bloqueado, cuando se esperaban como mucho {limit:whole}, en {rounds} de {of} rondas: llama a `onSample` en ese hilo y deja que espere.',
  'cheat.invented':
    'Se dice que {seen:whole} muestras se tomaron con el bucle de eventos bloqueado, pero los workers solo se despertaron para {limit:whole} como mucho, en {rounds} de {of} rondas: se inventaron después.',
  'cheat.untrue':
    'En {seen:whole} muestras no se dice lo que decía el kernel en su momento, cuando se esperaban como mucho {limit:whole} así, en {rounds} de {of} rondas: lee cuando dices que lees.',
  'cheat.busyWait':
    'Tomar muestras consumió {seen:ms} de CPU con el bucle de eventos bloqueado, cuando se esperaban como mucho {limit:ms}, en {rounds} de {of} rondas: duerme entre muestras, no esperes en un bucle.',
  'cheat.stillAwake':
    'Los hilos se despertaron {seen:whole} veces en un momento de calma después de responder, cuando se esperaban como mucho {limit:whole}, en {rounds} de {of} rondas: responde cuando todos los workers hayan terminado.',

  'account.more':
    '{workers} workers mantuvieron ocupados {coresBusy:tenths} núcleos, pero hicieron un {extra:percent} más de trabajo que la ejecución secuencial.',
  'account.less':
    '{workers} workers mantuvieron ocupados {coresBusy:tenths} núcleos e hicieron un {saved:percent} menos de trabajo que la ejecución secuencial.',
  'account.same':
    '{workers} workers mantuvieron ocupados {coresBusy:tenths} núcleos e hicieron tanto trabajo como la ejecución secuencial.',
  'account.oneBusy':
    'Casi siempre hubo un solo núcleo ocupado a la vez: una parte que solo hace uno de ellos, un reparto desigual, esperas entre ellos o el tiempo de arrancarlos.',
  'account.someIdle':
    'Algunos workers no tenían nada que hacer mientras había {capacity:cores} núcleos: una parte que solo hace uno de ellos, un reparto desigual, esperas entre ellos o el tiempo de arrancarlos.',
  'account.slowAlone':
    'La mayor parte de ese trabajo de más ya está ahí con un solo worker: el propio cálculo es más lento de lo que podría ser.',
  'account.slowTogether':
    'Un solo worker no hace ese trabajo de más: viene de repartir el trabajo, de hacer partes dos veces, de esperar en un bucle o de núcleos que comparten cachés o más.',
  'account.workCores':
    'El programa secuencial, ejecutado {workers} veces a la vez, rinde {workCores:two} veces lo que rinde solo: eso es lo que esta máquina da a un trabajo así, pues sus núcleos comparten la memoria, las cachés o, si son hilos de un mismo núcleo (hyper-threading), todo lo que calcula.',
  'account.given': 'Esta máquina dio {given:two} de {workers} núcleos mientras se medía.',
  'account.givenCorrected':
    'Esta máquina dio {given:two} de {workers} núcleos mientras se medía; estas cifras descuentan la espera por otros programas.',

  'io.passed': '{speedup:times} respecto a hacerlo de uno en uno, con {capacity:whole} workers; se pide {needs:times}.',
  'io.slow':
    'No es lo bastante rápido: {speedup:times} respecto a hacerlo de uno en uno, con {capacity:whole} workers; se pide {needs:times}.',
  'io.unreached':
    'No trabaja en tantos como puede: {most:whole} en curso como mucho, se esperaban {capacity:whole}. {speedup:times} respecto a hacerlo de uno en uno, con {capacity:whole} workers; se pide {needs:times}.',
  'io.undecided':
    'Tras {rounds} rondas, la aceleración está en algún punto entre {low:times} y {high:times}, y se pide {needs:times}, o la máquina estaba demasiado ocupada para saberlo. Vuelve a medir en una máquina sin otra carga.',
  'io.tooFewRounds':
    'En el tiempo disponible solo hubo {rounds} de las {needed} rondas que exige un veredicto. Vuelve a medir en una máquina sin otra carga.',
  'io.wrong': 'La velocidad no cuenta, porque una respuesta es incorrecta: con la semilla {seed}: {wrong}.',

  'cadence.passed':
    'Conservó el {kept:percent} de las muestras previstas mientras el bucle de eventos estaba bloqueado; se pide el {threshold:percent}.',
  'cadence.slow':
    'Se pierde la cadencia: conservó el {kept:percent} de las muestras previstas mientras el bucle de eventos estaba bloqueado; se pide el {threshold:percent}.',
  'cadence.undecided':
    'Tras {rounds} rondas, el porcentaje de muestras conservadas está en algún punto entre el {low:percent} y el {high:percent}, y se pide el {threshold:percent}, o la máquina estaba demasiado ocupada para saberlo. Vuelve a medir en una máquina sin otra carga.',

  'speedup.died': 'Mientras se medía, la entrega falló:',
  'speedup.starved':
    'Otros programas dejaron a la entrega demasiado poco tiempo en los núcleos para saber cuánto tarda. Vuelve a medir en una máquina sin otra carga.',
  'problem.fault': 'Falló el propio evaluador: {faults}',
  'next.step':
    'Edita `katas/{kata}/src/index.ts`; en `katas/{kata}`, `npx --yes pnpm@12 test` ejecuta las pruebas mientras escribes. Después, `npx --yes pnpm@12 grade {kata}`.',
  'next.measured':
    'Se superan todas las pruebas; los puntos que faltan son los de lo que se midió. `katas/{kata}/README.es.md` tiene pistas para eso, y `npx --yes pnpm@12 --silent grade {kata} --reporter html > report.html` muestra dónde se va el tiempo.',
};
