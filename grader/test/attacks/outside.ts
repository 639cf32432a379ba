/** What an attacker might know of the world outside. Beside a staged attack stand the true values. */

/** The marks that an attack leaves: in the command line of what it starts, in the name of what it writes. */
export const MARK = 'paralelo-attack-mark';

/** A server of the host listens there, on 127.0.0.1 and on an abstract Unix socket. */
export const port: number = 0;
export const socketName: string = '';

/** Files that hold `SECRET`, and a folder of the host that everybody may write to. */
export const secretFiles: readonly string[] = [];
export const scratch: string = '/nowhere';
export const SECRET: string = '';

/** The process that asked for the grading. */
export const graderPid: number = 0;
