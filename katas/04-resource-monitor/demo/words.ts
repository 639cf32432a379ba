/** What is said of the plan: seconds, and a folder of the disk. */
interface Plan {
  readonly every: string;
  readonly report: string;
  readonly disk: string;
}

/** What the demo says. */
const en = {
  about: 'A line for every sample of CPU, memory and disk, a report for every window, until Ctrl+C.',
  stopped: 'every worker has ended',
  flags: {
    every: 'seconds from one sample to the next',
    report: 'seconds from one report to the next',
    disk: 'a folder of the disk that is looked at',
  },
  plan: ({ every, report, disk }: Plan) =>
    `Every ${every} s, a report every ${report} s, disk ${disk}. Ctrl+C ends with a last report.`,
  time: 'time',
  cpu: 'cpu',
  memory: 'memory',
  disk: 'disk',
  window: (from: string, to: string) => `${from} to ${to}`,
  whole: (seconds: number, reports: number) => `all ${seconds} s, reports: ${reports}`,
  mean: 'mean',
  min: 'min',
  max: 'max',
  samples: 'samples',
};

export type Words = typeof en;

const es: Words = {
  about: 'Una línea por cada muestra de CPU, memoria y disco, un informe por cada ventana, hasta Ctrl+C.',
  stopped: 'todos los workers han terminado',
  flags: {
    every: 'segundos entre una muestra y la siguiente',
    report: 'segundos entre un informe y el siguiente',
    disk: 'una carpeta del disco que se observa',
  },
  plan: ({ every, report, disk }) =>
    `Cada ${every} s, un informe cada ${report} s, disco ${disk}. Ctrl+C termina con un último informe.`,
  time: 'hora',
  cpu: 'CPU',
  memory: 'memoria',
  disk: 'disco',
  window: (from, to) => `de ${from} a ${to}`,
  whole: (seconds, reports) => `en total: ${seconds} s, informes: ${reports}`,
  mean: 'media',
  min: 'mín.',
  max: 'máx.',
  samples: 'muestras',
};

export const WORDS = { en, es };
