import type { usage as english } from '../en/usage.ts';
import type { TextsLike } from '../texts-like.ts';

/** What is said when something is asked for that cannot be done, in Spanish. */
export const usage: TextsLike<typeof english> = {
  'usage.seed': 'se esperaba un número entero de 0 a {most}, por ejemplo --seed 42.',
  'usage.minutes': 'se esperaba un número entero de minutos a partir de 1, por ejemplo --within 10.',
  'usage.submission': '--submission {dir}:',
  'usage.linkedSubmission': 'a {way} se llega por un enlace simbólico. Entrega la propia carpeta.',
  'usage.noFolder': 'no existe esa carpeta. Indica una copia del repositorio o una carpeta con index.ts.',
  'usage.noSubmission':
    'no están ni katas/{kata}/src/index.ts, ni src/index.ts, ni index.ts. Indica una copia del repositorio, un kata o la carpeta que contiene index.ts.',
  'usage.unreadableKata': 'No se puede leer {file}. Un kata es una carpeta con un kata.json dentro.',
  'usage.invalidKata': '{file} no es un kata válido:\n{said}',
  'usage.otherId': '{file} dice que su id es «{id}», y su carpeta es «{name}». Haz que coincidan.',
  'usage.kataNotJson': '{file} no es JSON: {said}',
  'usage.noKatas': 'No hay ningún kata en {dir}.',
  'usage.unknownKata': 'No hay ningún kata «{name}».',
  'usage.knownKatas': 'Los katas son: {names}.',
  'usage.unknownReporter': 'No hay ningún formato «{name}».',
  'usage.knownReporters': 'Los formatos son: {names}.',
  'usage.nearest': '¿Querías decir «{name}»?',
  'usage.help': 'Añade --help para ver lo que hay.',
  'usage.unknownCommand': 'No hay ninguna orden «{name}».',
  'usage.unknownOption': 'No hay ninguna opción {flag}.',
  'usage.noArgument': 'Falta el argumento <{name}>.',
  'usage.noValue': 'La opción {flags} necesita un valor.',
  'usage.noOption': 'Falta la opción {flags}.',
  'usage.conflict': '{one} no se puede usar junto con {other}.',
  'usage.badChoice': '{flags} no puede ser «{value}». Se puede elegir entre {choices}.',
  'usage.badValue': '{flags} no puede ser «{value}»: {why}',
  'usage.tooMany': 'Sobran argumentos: se esperaban {most} como mucho y hay {given}.',
  'usage.classroom50':
    'El formato «classroom50» necesita {names} en el entorno: Classroom 50 los define para su autograder.py. Ejecútalo desde ahí.',
  'usage.unreadable': 'No se puede leer {path} ({said}). Indica el result.json que escribió «grade --out».',
  'usage.endless':
    '{path} tiene más de {bytes} bytes, y ningún resultado los tiene. Indica el result.json que escribió «grade --out».',
  'usage.unwritable': '--out {dir}: no se puede escribir ahí ({said}). Indica otra carpeta.',
  'usage.stdout':
    'No se puede escribir la salida ({said}): falta una parte. Dale un sitio con espacio y vuelve a ejecutarlo.',
  'usage.isolation': 'El nivel de aislamiento full no está disponible:',
  'result.long':
    'Este resultado tiene {chars} caracteres y se leen {most} como mucho. ¿Es el archivo que escribió «grade --out»?',
  'result.notJson': 'Este resultado no es JSON: {said}. Vuelve a evaluar para escribir otro.',
  'result.newer':
    'Este resultado tiene la versión {version}; este evaluador lee hasta la versión {most}. Actualiza el evaluador.',
  'result.sum':
    'Este resultado no cuadra: {key} es {total} y sus katas suman {sum}. Vuelve a evaluar para escribir otro.',
  'result.over':
    'Este resultado da a {kata} {points} puntos de un máximo de {most}. Vuelve a evaluar para escribir otro.',
  'result.invalid': 'Este resultado no es válido en {where}.',
  'result.invalidWhole': 'Este resultado no es válido en su conjunto.',
  'result.found': 'Ahí está {input}.',
  'result.absent': 'Ahí no hay nada.',
  'result.because': 'El motivo: {said}.',
  'result.others': 'Otros problemas: {count}.',
  'result.again': 'Vuelve a evaluar para escribir otro.',
};
