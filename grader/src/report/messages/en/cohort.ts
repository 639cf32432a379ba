/** What `cohort` says, in English. */
export const cohort = {
  'cohort.student': 'Student',
  'cohort.trouble': 'First trouble',
  'cohort.graded': '{graded} of {students} students have a verdict.',
  'cohort.kept': '{kept} were graded before and stay as they are.',
  'cohort.mean': 'Mean: {mean} %.',
  'cohort.leftOut': 'No folders, so not graded: {names}.',
  'cohort.checks': 'checks',
  'cohort.speedup': 'speedup',

  'cohort.unreadable':
    '{from} cannot be read ({said}). Give a folder with one folder per student, or a text file with one path per line.',
  'cohort.noFolder': 'There is no folder in {from}. Give a folder with one folder per student.',
  'cohort.noLine': '{from} names no folder. Write one path per line.',
  'cohort.twins':
    '{from}: {one} and {other} would both be called "{name}". Name every folder once, and give the folders names of their own.',
  'cohort.alike':
    '{from}: {one} and {other} differ only in case or in the form of their letters, and some disks give their results one folder. Rename one of them.',
  'cohort.noText':
    '{from} is no text. Give a text file with one path per line, or a folder with one folder per student.',
  'cohort.noSeed':
    '{path} does not say the seed of this cohort. Give --seed with the seed that its results name, or --fresh to grade everybody anew.',
  'cohort.outAmong': '--out {out}: lies among the submissions of {from}. Give a folder beside them.',
  'cohort.oneSubmission':
    'The reporter "classroom50" is about one submission, which Classroom 50 names in the environment; a cohort has many. Run "grader report" from each autograder.py.',
} as const;
