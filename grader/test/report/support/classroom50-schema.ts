import { z } from 'zod';

const text = z.string().min(1);
const points = z.int().nonnegative();

/** The published schema classroom50/result/v1, and the rules that its validator adds. */
export const Classroom50Schema = z
  .strictObject({
    schema: z.literal('classroom50/result/v1'),
    classroom: text,
    assignment: text,
    assignment_type: z.enum(['individual', 'group']),
    owner: text,
    submission: z.string().startsWith('submit/'),
    commit: text,
    release: text,
    review: text,
    datetime: z.string().regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/),
    score: points,
    'max-score': points,
    tests: z.array(
      z
        .looseObject({ 'test-name': text, passed: z.boolean(), score: points, 'max-score': points })
        .refine((test) => test.score <= test['max-score']),
    ),
  })
  .refine((result) => result.score <= result['max-score']);
