/** Who may import whom. Each rule says what to do when it fires. */
const from = (path, pathNot) => (pathNot ? { path, pathNot } : { path });

export default {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Two files that need each other are one concept, or need a third one.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'tools-stand-alone',
      comment:
        'executors and testkit are the ground, mutation stands beside the house: they import nothing of the workspace.',
      severity: 'error',
      from: from('^packages/(executors|testkit|mutation)/'),
      to: { path: '^(packages|katas|grader)/', pathNot: '^packages/$1/' },
    },
    {
      name: 'sync-knows-executors-only',
      comment: 'sync may use executors, nothing else of the workspace.',
      severity: 'error',
      from: from('^packages/sync/'),
      to: { path: '^(packages|katas|grader)/', pathNot: '^packages/(sync|executors)/' },
    },
    {
      name: 'katas-stand-on-packages',
      comment: 'A kata imports packages, never another kata or the grader.',
      severity: 'error',
      from: from('^katas/([^/]+)/'),
      to: { path: '^(katas|grader)/', pathNot: '^katas/$1/' },
    },
    {
      name: 'nothing-imports-the-grader',
      comment: 'The grader is a program, not a library.',
      severity: 'error',
      from: { pathNot: '^grader/' },
      to: { path: '^grader/' },
    },
    {
      name: 'grader-reads-katas-as-data',
      comment: 'Only the judge loads a spec, only the subject loads a submission, and both do so by path at run time.',
      severity: 'error',
      from: from('^grader/'),
      to: { path: '^katas/' },
    },
    {
      name: 'pure-middle',
      comment: 'verdict, report and the statistics take data and return data: move the I/O to the caller.',
      severity: 'error',
      from: from('^grader/src/(verdict/|report/|measure/statistics)'),
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure-middle-imports-inwards',
      comment: 'verdict and report know the result model, not how it was obtained.',
      severity: 'error',
      from: from('^grader/src/(verdict|report)/'),
      to: { path: '^grader/src/(judge|subject|sandbox|commands)/' },
    },
    {
      name: 'subject-carries-no-judge',
      comment: 'What runs inside the sandbox must not pull judge code in with it.',
      severity: 'error',
      from: from('^grader/src/subject/'),
      to: { path: '^grader/src/(?!subject/)' },
    },
    {
      name: 'not-to-dev-dep',
      comment: 'Code that ships must not lean on a devDependency.',
      severity: 'error',
      from: { path: '^(packages|grader)/[^/]*/?src/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'node_modules|(^|/)coverage/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
