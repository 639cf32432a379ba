import type { cohort as english } from '../en/cohort.ts';
import type { TextsLike } from '../texts-like.ts';

/** What `cohort` says, in Spanish. */
export const cohort: TextsLike<typeof english> = {
  'cohort.student': 'Estudiante',
  'cohort.trouble': 'Primer problema',
  'cohort.graded': '{graded} de {students} estudiantes tienen veredicto.',
  'cohort.kept': '{kept} ya estaban evaluados y se quedan como están.',
  'cohort.mean': 'Media: {mean} %.',
  'cohort.leftOut': 'No son carpetas y no se evalúan: {names}.',
  'cohort.checks': 'pruebas',
  'cohort.speedup': 'aceleración',

  'cohort.unreadable':
    'No se puede leer {from} ({said}). Indica una carpeta que contenga una por estudiante, o un archivo de texto con una ruta por línea.',
  'cohort.noFolder': 'No hay ninguna carpeta en {from}. Indica una carpeta que contenga una por estudiante.',
  'cohort.noLine': '{from} no nombra ninguna carpeta. Escribe una ruta por línea.',
  'cohort.twins':
    '{from}: {one} y {other} se llamarían «{name}» los dos. Nombra cada carpeta una sola vez y ponles nombres distintos.',
  'cohort.alike':
    '{from}: {one} y {other} solo se distinguen en las mayúsculas o en la forma de sus letras, y en algunos discos sus resultados irían a la misma carpeta. Cambia el nombre de una.',
  'cohort.noText':
    '{from} no es texto. Indica un archivo de texto con una ruta por línea, o una carpeta que contenga una por estudiante.',
  'cohort.noSeed':
    '{path} no dice la semilla de este grupo. Indica --seed con la que nombran sus resultados, o --fresh para evaluar a todos de nuevo.',
  'cohort.outAmong': '--out {out}: está entre las entregas de {from}. Indica una carpeta fuera de ellas.',
  'cohort.oneSubmission':
    'El formato «classroom50» trata de una sola entrega, la que Classroom 50 indica en el entorno, y un grupo tiene muchas. Ejecuta «grader report» desde cada autograder.py.',
};
