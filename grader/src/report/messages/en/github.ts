/** What is said by, and about, the comment under a pull request, in English. `{call}` is a request, e.g. `GET /pulls`. */
export const github = {
  'comment.workflows':
    'This change edits {files}: what graded it may not be what was handed out. Grade it from a checkout of your own before you count on the points.',
  'comment.unseen':
    'This change has too many files to see them all: it may edit the workflow that graded it. Grade it from a checkout of your own before you count on the points.',
  'comment.none': 'No open pull request has {commit} as its newest commit: nothing to comment on.',
  'comment.created': 'Comment created: {url}',
  'comment.updated': 'Comment updated: {url}',
  'comment.kept': 'Comment left as it is: {url}',

  'api.noEvent': 'GITHUB_EVENT_PATH is not set. Run it in a job of GitHub Actions.',
  'api.otherEvent':
    '{path} holds no event of kind workflow_run ({said}). Run it in a workflow with "on: workflow_run".',
  'api.environment':
    "{names} in the environment: missing or not as GitHub sets it. Run it in a job of GitHub Actions, with {token} in the step's env.",
  'api.unreachable': '{call}: GitHub cannot be reached ({said}). Run it again.',
  'api.refused': '{call}: GitHub answered {status} ({said}).',
  'api.permission': 'The job needs `permissions: pull-requests: write`.',
  'api.again': 'Run it again.',
  'api.notJson': "{call}: GitHub's answer is not JSON. Is GITHUB_API_URL the address of its API?",
  'api.undocumented': "{call}: GitHub's answer is not as documented:\n{said}",
} as const;
