import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readKata, selectKatas } from '../../src/kata/find-katas.ts';
import { findSubmission, NoSubmissionError } from '../../src/kata/find-submission.ts';
import { sayIn } from '../../src/report/sentence.ts';
import { UsageError } from '../../src/usage-error.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures');
let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'katas-'));
  await cp(FIXTURES, root, { recursive: true });
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function rewrite(change: (kata: Record<string, unknown>) => void): Promise<void> {
  const path = join(root, 'katas/00-crossing/kata.json');
  const kata = JSON.parse(await readFile(path, 'utf8'));
  change(kata);
  await writeFile(path, JSON.stringify(kata));
}

describe('naming a kata', () => {
  it.each(['00-crossing', '00', 'crossing', 'katas/00-crossing', './katas/00-crossing/'])(
    'works by %s',
    async (name) => {
      expect((await selectKatas(root, [name])).map((kata) => kata.id)).toEqual(['00-crossing']);
    },
  );

  it('twice selects it once; none selects all', async () => {
    expect(await selectKatas(root, ['00', 'crossing'])).toHaveLength(1);
    expect((await selectKatas(root, [])).length).toBeGreaterThan(0);
  });

  it('wrongly gives the nearest name and all of them', async () => {
    await expect(selectKatas(root, ['crosing'])).rejects.toThrow(
      'There is no kata "crosing". Did you mean "crossing"? The katas are: 00-crossing',
    );
    await expect(selectKatas(root, ['zzzzzzzzzzzz'])).rejects.not.toThrow('Did you mean');
  });

  it('in an empty checkout says so', async () => {
    await rm(join(root, 'katas'), { recursive: true });
    await expect(selectKatas(root, [])).rejects.toThrow('There is no kata');
  });
});

describe('a kata.json', () => {
  it('that is missing, no JSON, or not as the schema says is wrong usage, named', async () => {
    await rewrite((kata) => {
      kata['checks'] = 0;
      kata['extra'] = true;
    });
    const error = await readKata(root, '00-crossing').catch((reason) => reason);
    expect(error).toBeInstanceOf(UsageError);
    expect(error.message).toMatch(/kata\.json is not a valid kata[\s\S]*extra[\s\S]*checks/);
    await writeFile(join(root, 'katas/00-crossing/kata.json'), '{');
    await expect(readKata(root, '00-crossing')).rejects.toThrow('is not JSON');
    await rm(join(root, 'katas/00-crossing/kata.json'));
    await expect(readKata(root, '00-crossing')).rejects.toThrow('cannot be read');
  });

  it('must bear the name of its folder', async () => {
    await rewrite((kata) => {
      kata['id'] = '01-other';
    });
    await expect(readKata(root, '00-crossing')).rejects.toThrow('says its id is "01-other"');
  });

  it.each(['efficiency', 'points'])('must have levels that rise in %s', async (field) => {
    const rising = { efficiency: 0.5, points: 10 };
    await rewrite((kata) => {
      kata['speedup'] = {
        kind: 'cpu',
        maxWorkers: 2,
        levels: [rising, { efficiency: 0.7, points: 20, [field]: rising[field as 'points'] }],
      };
    });
    await expect(readKata(root, '00-crossing')).rejects.toThrow(`levels must rise in ${field}`);
  });
});

describe('finding a submission', () => {
  it('works for a checkout, for one kata and for the folder with index.ts', async () => {
    const kata = await readKata(root, '00-crossing');
    const src = join(root, 'katas/00-crossing/src');
    for (const dir of [root, join(root, 'katas/00-crossing'), src]) {
      expect((await findSubmission(kata, { kind: 'folder', dir })).srcDir).toBe(src);
    }
  });

  it('of a src without index.ts finds the folder: the verdict says what is missing', async () => {
    const kata = await readKata(root, '00-crossing');
    await rm(join(root, 'katas/00-crossing/src/index.ts'));
    await expect(findSubmission(kata, { kind: 'folder', dir: root })).resolves.toMatchObject({ label: root });
  });

  it('in a folder that is missing or holds nothing of the kind is wrong usage', async () => {
    const kata = await readKata(root, '00-crossing');
    await expect(findSubmission(kata, { kind: 'folder', dir: join(root, 'nowhere') })).rejects.toThrow(
      'no such folder',
    );
    await expect(findSubmission(kata, { kind: 'folder', dir: join(FIXTURES, '..', 'kata') })).rejects.toThrow(
      'neither',
    );
  });

  it('says why in every language, with the option that named the folder and without it', async () => {
    const kata = await readKata(root, '00-crossing');
    const dir = join(root, 'nowhere');
    const error = await findSubmission(kata, { kind: 'folder', dir }).catch((reason) => reason);
    expect(error).toBeInstanceOf(NoSubmissionError);
    expect(sayIn('es', error.said)).toBe(`--submission ${dir}: ${sayIn('es', [error.reason])}`);
    expect(sayIn('es', [error.reason])).toMatch(/^no existe esa carpeta\. Indica/);
  });
});
