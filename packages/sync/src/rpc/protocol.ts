/** Where a server listens, and the secret it expects first: plain data, fit for JSON, IPC, environment or arguments. */
export interface Address {
  /** Path of a Unix socket, or name of a Windows pipe. */
  readonly path: string;
  /** 32 random bytes as hexadecimal digits. */
  readonly token: string;
}

/** One object of a server. */
export interface ObjectAddress extends Address {
  readonly target: string;
}

/** Client to server: "do this", or "whatever call this was, stop waiting" (answered by the call itself). */
export type Request =
  | readonly [kind: 'call', call: number, target: string, method: string, args: readonly unknown[]]
  | readonly [kind: 'cancel', call: number];

/** Server to client: how a call ended. */
export type Response =
  | readonly [call: number, outcome: 'value', value?: unknown]
  | readonly [call: number, outcome: 'error', error: WireError];

/** An error as data; structured clone would keep the built-in classes only. */
export interface WireError {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
}
