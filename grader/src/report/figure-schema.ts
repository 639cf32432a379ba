import { z } from 'zod';

/** A figure that a face prints: a file that holds a larger one is broken or hostile. */
export const FigureSchema = z.number().min(0).max(1e6);
