import type { github as english } from '../en/github.ts';
import type { TextsLike } from '../texts-like.ts';

/** What is said by, and about, the comment under a pull request, in Spanish. */
export const github: TextsLike<typeof english> = {
  'comment.workflows':
    'Este cambio edita {files}: puede que lo haya evaluado algo distinto de lo que se repartió. Evalúalo desde una copia tuya antes de dar los puntos por buenos.',
  'comment.unseen':
    'Este cambio tiene demasiados archivos para verlos todos: puede que edite el flujo de trabajo que lo evaluó. Evalúalo desde una copia tuya antes de dar los puntos por buenos.',
  'comment.none': 'Ningún pull request abierto tiene {commit} como último commit: no hay nada que comentar.',
  'comment.created': 'Comentario creado: {url}',
  'comment.updated': 'Comentario actualizado: {url}',
  'comment.kept': 'El comentario se queda como está: {url}',

  'api.noEvent': 'GITHUB_EVENT_PATH no está definida. Ejecútalo en un trabajo de GitHub Actions.',
  'api.otherEvent':
    '{path} no contiene ningún evento de tipo workflow_run ({said}). Ejecútalo en un flujo de trabajo con «on: workflow_run».',
  'api.environment':
    '{names} en el entorno: falta o no está como lo define GitHub. Ejecútalo en un trabajo de GitHub Actions, con {token} en el env del paso.',
  'api.unreachable': '{call}: no se puede contactar con GitHub ({said}). Vuelve a ejecutarlo.',
  'api.refused': '{call}: GitHub respondió {status} ({said}).',
  'api.permission': 'El trabajo necesita `permissions: pull-requests: write`.',
  'api.again': 'Vuelve a ejecutarlo.',
  'api.notJson': '{call}: la respuesta de GitHub no es JSON. ¿Es GITHUB_API_URL la dirección de su API?',
  'api.undocumented': '{call}: la respuesta de GitHub no es como dice su documentación:\n{said}',
};
