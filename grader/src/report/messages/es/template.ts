import type { template as english } from '../en/template.ts';
import type { TextsLike } from '../texts-like.ts';

/** What is said about the repository that students get, in Spanish. */
export const template: TextsLike<typeof english> = {
  'changes.ignored':
    'En esta copia hay archivos que no están como se repartieron: {files}. No se usan y no influyen en el veredicto.',
  'change.changed': '{path} (cambiado)',
  'change.added': '{path} (añadido)',
  'change.removed': '{path} (borrado)',
  'speedup.elsewhere':
    '{kata}: solo las pruebas. La aceleración se mide donde se te califica; aquello con lo que se compara no está en este repositorio.',

  'template.written': '{count} archivos en {dir}: {katas}',
  'template.look': 'Para verlo:  {command}',
  'template.noWorkflows': 'Sin --upstream OWNER/REPO@REF no lleva flujos de trabajo: evalúa con «grader cohort».',
  'template.movable': '{ref} se puede mover a otro commit; los 40 dígitos de un commit, no.',
  'template.upstream':
    '--upstream {given}: se esperaba OWNER/REPO@REF, un repositorio de GitHub y un commit o una etiqueta suya, por ejemplo {example}.',
  'template.classroom50':
    'Para Classroom 50: {path} va en CLASSROOM/autograders/ASSIGNMENT de tu repositorio classroom50.',
  'template.classroom50Alone':
    '--classroom50 necesita --upstream OWNER/REPO@REF: su autograder.py toma de ahí la especificación y el evaluador.',
  'template.classroom50Unwritable':
    '--classroom50: no se puede escribir {path} ({said}). Si ya existe, no se sobrescribe: muévelo o indica otra carpeta; no se ha escrito nada.',
  'template.unreadableOut': '--out {dir}: no es una carpeta que se pueda leer ({said}). Indica una carpeta nueva.',
  'template.filledOut':
    '--out {dir}: no está vacía ({count} entradas, entre ellas {first}). Indica una carpeta nueva o vacía; no se ha escrito nada.',
};
