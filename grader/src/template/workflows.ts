import { isMap, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml';
import type { Upstream } from './upstream.ts';

/** The workflows that a repository for students gets. Ours, with another source of what is trusted. */
export const STUDENT_WORKFLOWS = ['grade.yml', 'report.yml', 'classroom.yml'] as const;

/** The folder into which a workflow checks out what it trusts. */
const TRUSTED = 'trusted';

/**
 * A workflow of this repository, for one of students: what is trusted comes from upstream at a fixed place, and only the
 * katas that were handed out are graded. Everything else stays as it is, to the byte.
 *
 * @throws Error when it has no step that checks out what is trusted, which is our fault.
 */
export function pinWorkflow(text: string, { repository, ref }: Upstream, katas: readonly string[]): string {
  const steps = stepsOf(parseDocument(text).get('jobs'));
  const trusted = steps.filter((step) => step.getIn(['with', 'path']) === TRUSTED);
  if (trusted.length === 0) throw new Error(`No step checks out into ${TRUSTED}.`);
  const edits = [
    ...trusted.flatMap((step) => [
      [step.getIn(['with', 'repository'], true), repository] as const,
      [step.getIn(['with', 'ref'], true), ref] as const,
    ]),
    ...steps
      .filter((step) => step.hasIn(['env', 'KATAS']))
      .map((step) => [step.getIn(['env', 'KATAS'], true), katas.join(',')] as const),
  ];
  return splice(text, edits);
}

/** Writes values in the place of scalars, from the last to the first, so that the places stay right. */
function splice(text: string, edits: readonly (readonly [node: unknown, value: string])[]): string {
  const places = edits.map(([node, value]) => {
    if (!isScalar(node) || !node.range) throw new Error(`There is no place for ${value}.`);
    return { start: node.range[0], end: node.range[1], value };
  });
  return places
    .sort((a, b) => b.start - a.start)
    .reduce((edited, { start, end, value }) => `${edited.slice(0, start)}'${value}'${edited.slice(end)}`, text);
}

function stepsOf(jobs: unknown): YAMLMap[] {
  if (!isMap(jobs)) return [];
  return jobs.items.flatMap(({ value }) => {
    const steps = isMap(value) ? value.get('steps') : undefined;
    return isSeq(steps) ? steps.items.filter((step) => isMap(step)) : [];
  });
}
