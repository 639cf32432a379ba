import type { proofs as english } from '../en/proofs.ts';
import type { TextsLike } from '../texts-like.ts';

/** The table of `verify`, in Spanish. */
export const proofs: TextsLike<typeof english> = {
  'claim.files': 'contiene los archivos de un kata y ninguno más',
  'claim.readmes': 'los dos README tienen la misma forma',
  'claim.stubShort': 'la plantilla es corta',
  'claim.types': 'los tipos de todo son correctos',
  'claim.direct': 'la referencia pasa con vitest a secas',
  'claim.stub': 'la plantilla no supera ninguna prueba',
  'claim.reference': 'la referencia pasa, y con margen de velocidad',
  'claim.labels': 'cada entrega tiene su etiqueta',
  'claim.labelled': '{name}',

  'proof.text': '{text}',
  'proof.checks': '{passed}/{total} pruebas',
  'proof.accepted': '{passed}/{total} pruebas, {speedup:times}',
  'proof.cadence': '{passed}/{total} pruebas, el {kept:percent} de las muestras conservado',
  'proof.breaks': 'incumple {rules} ({passed}/{total} pruebas)',
  'proof.caught': '{by}:',
  'proof.passesCheck': 'supera «{check}»',
  'proof.passesAll': 'supera todas las pruebas',
  'proof.failsCheck': 'no supera «{check}»: {said}',
  'proof.alsoBreaks': 'también incumple {rules}',
  'proof.margin': 'eficiencia del {efficiency:percent}; con el margen se pide el {asked:percent}',
  'proof.notMeasured': 'no se midió su aceleración ({passed}/{total} pruebas)',
  'proof.speedupPassed': 'superó la aceleración:',
  'proof.caughtBy': 'lo delató {by}:',
  'proof.outOfTime': 'sin medir: se agotó el tiempo dado con --within',
  'proof.ourFault': 'fallo nuestro: {said}',
  'proof.failure': '{kind}:',

  'file.missing': 'Falta {name}.',
  'file.stray': '{name} no va aquí.',
  'file.noLabel': 'submissions/{name} no es una etiqueta; las etiquetas son {labels}.',
  'file.longStub': 'src/index.ts tiene {lines} líneas; una plantilla tiene {most} como mucho.',
  'readme.headings': 'Los títulos difieren: {en} en inglés, {es} en español.',
  'readme.blocks': '{en} bloques de código en inglés, {es} en español.',
  'readme.code': 'El bloque de código {number} difiere: {line}',
  'readme.figure': '{name} no dice «{figure}», como sí hace kata.json.',
  'readme.link': '{name} no enlaza con {other}.',

  'proof.total': '{proven} demostradas, {refuted} refutadas, {doubt} sin decidir',
  'proof.heading': '{katas} · aislamiento {description}',
};
