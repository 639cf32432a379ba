import type { failures as english } from '../en/failures.ts';
import type { TextsLike } from '../texts-like.ts';

/** Why a submission was stopped or refused, in Spanish. */
export const failures: TextsLike<typeof english> = {
  'stopped.memory': 'Usó más de {memory} MiB de memoria y se detuvo.',
  'stopped.output': 'Escribió más de {output} KiB por la salida y se detuvo.',
  'stopped.tasks': 'Usó más de {tasks} procesos e hilos y se detuvo.',
  'stopped.disk': 'Escribió más de {disk} MiB en archivos y se detuvo.',
  'stopped.threw': 'Lanzó {said}',
  'stopped.closed': 'El proceso de la entrega se cerró.',
  'stopped.signal': 'El proceso de la entrega terminó por {signal} mientras se usaba.',
  'stopped.code': 'El proceso de la entrega terminó con el código {code} mientras se usaba.',

  'late.load': 'Cargar la entrega llevó más de {limit} ms.',
  'late.call': '{what} no terminó en {limit} ms.',
  'late.iterator': 'Un iterador no respondió en {limit} ms.',
  'late.end': 'Su proceso no terminó en los {limit} ms posteriores a la última llamada.',
  'late.givenUp': 'No se ejecutó, porque antes agotaron su tiempo las siguientes y no se espera a más:\n{checks}',
  'measured.run': 'Fue con workers: {workers} y con la entrada que se mide, descrita en el README del kata.',
  'late.silence':
    'No se supo nada más durante {seconds} s: lo que devolvió tarda demasiado en compararse o en mostrarse.',

  'load.threw': 'La entrega no se puede cargar: {said}',
  'load.missing': 'src/index.ts no exporta {name}; exporta algo de tipo {wanted} con ese nombre.',
  'load.otherKind': 'src/index.ts exporta {name} como {given}; el kata pide algo de tipo {wanted}.',
  unused: 'Esta prueba no llegó a llamar a la entrega, así que no demuestra nada sobre ella.',

  'channel.unknownMessage': 'Por el canal llegó un mensaje de tipo desconocido.',
  'channel.noMessage': 'Lo que llegó por el canal no es un mensaje: {said}',
  'channel.notAsked': 'Llegó la respuesta a una pregunta que nadie hizo.',
  'channel.noArguments': 'Se llamó a un callback sin argumentos.',
  'channel.noExports': 'Dijo que se había cargado, pero no lo que exporta.',
  'channel.noNames': 'No terminó, y tampoco dijo qué lo mantenía vivo.',
  'channel.bytes': 'Por el canal llegaron más de {bytes} bytes.',
  'channel.messages': 'Por el canal llegaron más de {messages} mensajes.',
  'channel.repliesUnread': 'Se anunciaron callbacks, pero nadie lee sus respuestas.',
  'channel.errorNotSent': 'Volvió un error que nunca se envió.',
  'channel.unknownCallback': 'Se llamó a un callback que no existe.',
  'channel.malformed': 'Lo que llegó por el canal no es un mensaje: se interrumpe, o sus longitudes se contradicen.',
  'channel.notPlain':
    'Lo que llegó por el canal no son datos simples: números, texto, arrays, objetos, Maps, Sets, fechas, bytes.',
  'channel.growingBuffer': 'Por el canal llegó un ArrayBuffer que puede crecer.',
  'channel.deep': 'Por el canal llegó un valor con más de {depth} niveles de anidamiento.',
  'channel.parts': 'Por el canal llegó un valor de más de {parts} partes.',
  'channel.objects': 'Por el canal llegó un valor de más de {objects} objetos.',
  'channel.numericKeys':
    'Por el canal llegó un valor con más de {keys} números como claves de Maps y elementos de Sets; devuelve un array.',
  'channel.numericNames':
    'Por el canal llegó un valor con más de {names} números como nombres en objetos; devuelve un array.',
  'channel.unknownField': 'Por el canal llegó un mensaje que dice más de lo que se le pide.',
  'channel.readyTwice': 'Dijo dos veces que se había cargado.',

  'files.deep': '{path} está a más de {depth} carpetas de profundidad; súbelo.',
  'files.link': '{path} es un enlace simbólico; entrega el propio archivo.',
  'files.many': 'Hay más de {count} archivos en {path}; entrega menos.',
  'files.linkedFolder': 'src es un enlace simbólico; entrega la propia carpeta.',
  'files.unreadableFolder': 'No se puede leer la carpeta: {said}. Corrige sus permisos o vuelve a copiarla.',
  'files.unreadable': 'No se puede leer src: {said}',
  'files.missing': 'Falta src/index.ts; es el archivo que contiene lo que exportas.',
  'files.empty': 'src/index.ts está vacío; parte de la plantilla del kata.',
  'files.notPlain': '{path} no es un archivo normal.',
  'files.large': '{path} ocupa {size} MiB; un archivo fuente puede ocupar 1 MiB como mucho.',
  'files.heavy': 'Con {path}, los archivos de src ocupan más de {limit} MiB en total; entrega menos.',
  'files.notTypeScript': '{path} no es TypeScript válido: {said}',
  'files.syntax': '{path}: {said}',
  'files.slowToCompile': 'Los archivos de src no se pudieron compilar en {limit} ms; escribe código más sencillo.',
  'files.notCompiled': 'Los archivos de src no se pudieron compilar: {said}; escribe código más sencillo.',

  'isolation.process': 'process (grupo de procesos propio, entorno limpio, node --permission)',
  'lacks.linux': 'hace falta Linux y esto es {platform}: evalúa en CI o en un contenedor',
  'lacks.windows':
    'en el propio Windows nada aísla una entrega: ejecuta la misma orden en WSL (`wsl --install`), o sube los cambios y deja que evalúe CI; `pnpm test` sí funciona aquí',
  'lacks.bubblewrap': 'bubblewrap no está instalado: sudo apt-get install bubblewrap',
  'lacks.prlimit': 'prlimit no está instalado: sudo apt-get install util-linux',
  'lacks.seccomp': 'no hay filtro seccomp para {arch}: usa x64 o arm64',
  'lacks.namespaces': 'esta máquina prohíbe los espacios de nombres de usuario: {commands}',
  'lacks.container':
    'en un contenedor, permite los espacios de nombres de usuario (docker run --security-opt seccomp=unconfined --security-opt systempaths=unconfined)',
  'lacks.asked': 'así se pidió: quita --isolation process',
  'lacks.other': '{said}',
};
