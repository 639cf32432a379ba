/** What is said about the repository that students get: making it, and what somebody changed in it. In English. */
export const template = {
  'changes.ignored':
    'Not taken from this checkout, and not as it was handed out: {files}. It has no part in the verdict.',
  'change.changed': '{path} (changed)',
  'change.added': '{path} (added)',
  'change.removed': '{path} (removed)',
  'speedup.elsewhere':
    '{kata}: the checks alone. The speedup is measured where you are graded; what it is compared with is not in this repository.',

  'template.written': '{count} files in {dir}: {katas}',
  'template.look': 'Look at it:  {command}',
  'template.noWorkflows': 'Without --upstream OWNER/REPO@REF there are no workflows in it: grade with "grader cohort".',
  'template.movable': '{ref} can be moved to another commit; the 40 digits of a commit cannot.',
  'template.upstream':
    '--upstream {given}: expected OWNER/REPO@REF, a repository on GitHub and a commit or tag in it, e.g. {example}.',
  'template.unreadableOut': '--out {dir}: is no folder that can be read ({said}). Give a new folder.',
  'template.filledOut':
    '--out {dir}: is not empty ({count} entries, {first} among them). Give a new or empty folder; nothing was written.',
} as const;
