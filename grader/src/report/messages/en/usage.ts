/** What is said when something is asked for that cannot be done, in English: what was expected, what was given, what to do. */
export const usage = {
  'usage.seed': 'expected an integer from 0 to {most}, e.g. --seed 42.',
  'usage.minutes': 'expected a whole number of minutes from 1 up, e.g. --within 10.',
  'usage.submission': '--submission {dir}:',
  'usage.linkedSubmission': '{way} is reached over a symbolic link. Hand in the folder itself.',
  'usage.noFolder': 'there is no such folder. Give a checkout or a folder with index.ts.',
  'usage.noSubmission':
    'neither katas/{kata}/src/index.ts, src/index.ts nor index.ts is there. Give a checkout of the repository, one kata, or the folder that holds index.ts.',
  'usage.unreadableKata': '{file} cannot be read. A kata is a folder with a kata.json in it.',
  'usage.invalidKata': '{file} is not a valid kata:\n{said}',
  'usage.otherId': '{file} says its id is "{id}", its folder is "{name}". Make them equal.',
  'usage.kataNotJson': '{file} is not JSON: {said}',
  'usage.noKatas': 'There is no kata in {dir}.',
  'usage.unknownKata': 'There is no kata "{name}".',
  'usage.knownKatas': 'The katas are: {names}.',
  'usage.unknownReporter': 'There is no reporter "{name}".',
  'usage.knownReporters': 'The reporters are: {names}.',
  'usage.nearest': 'Did you mean "{name}"?',
  'usage.classroom50':
    'The reporter "classroom50" needs {names} in the environment: Classroom 50 sets them for its autograder.py. Run it from there.',
  'usage.unreadable': '{path} cannot be read ({said}). Give the result.json that "grade --out" wrote.',
  'usage.endless': '{path} has more than {bytes} bytes; no result has. Give the result.json that "grade --out" wrote.',
  'usage.unwritable': '--out {dir}: cannot be written to ({said}). Give another folder.',
  'usage.isolation': 'Isolation level full is not available:',
  'result.long':
    'This result has {chars} characters; at most {most} are read. Is it the file that "grade --out" wrote?',
  'result.notJson': 'This result is not JSON: {said}. Grade again to write a fresh one.',
  'result.newer': 'This result has version {version}; this grader reads up to version {most}. Update the grader.',
  'result.sum':
    'This result does not add up: {key} is {total}, its katas have {sum}. Grade again to write a fresh one.',
  'result.over': 'This result gives {kata} {points} points of at most {most}. Grade again to write a fresh one.',
  'result.invalid': 'This result is not valid at {where}{said}. Grade again to write a fresh one.',
} as const;
