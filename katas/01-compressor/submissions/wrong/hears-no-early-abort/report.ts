export interface CompressedFile {
  readonly input: string;
  readonly output: string;
  readonly originalBytes: number;
  readonly compressedBytes: number;
  /** Compressed over original; 0 for an empty file. */
  readonly ratio: number;
}

export interface FailedFile {
  readonly input: string;
  readonly error: string;
}

export type Outcome = CompressedFile | FailedFile;

export interface CompressionReport {
  readonly files: CompressedFile[];
  readonly failed: FailedFile[];
  readonly originalBytes: number;
  readonly compressedBytes: number;
  /** Mean of the files' ratios; 0 where there is no file. */
  readonly averageRatio: number;
}

/** What became of every input, in the order of the inputs, with totals. */
export function reportOf(outcomes: readonly Outcome[]): CompressionReport {
  const files = outcomes.filter((outcome) => 'output' in outcome);
  const failed = outcomes.filter((outcome) => 'error' in outcome);
  const sum = (of: (file: CompressedFile) => number) => files.reduce((total, file) => total + of(file), 0);
  return {
    files,
    failed,
    originalBytes: sum((file) => file.originalBytes),
    compressedBytes: sum((file) => file.compressedBytes),
    averageRatio: files.length === 0 ? 0 : sum((file) => file.ratio) / files.length,
  };
}
