import { inspect } from 'node:util';
import { kataSeed, replayHint, seededRandom } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { countWords, map, reduce, shuffle } from '#kata';
import { expectCounts } from './expectations.ts';
import { ASCII_LETTERS, countNaively, randomText, randomWord } from './expected.ts';
import { textFiles } from './files.ts';

const random = seededRandom(kataSeed());

/** Some words, each in one to three of the partials, and the counts that each must be given with. */
function randomPartials(words: number) {
  const partials = Array.from({ length: 3 }, () => new Map<string, number>());
  const counts = new Map<string, number[]>();
  for (let i = 0; i < words; i++) {
    const word = `${randomWord(random, ASCII_LETTERS).toLowerCase()}'${'x'.repeat(1 + (i % 5))}`;
    if (counts.has(word)) continue;
    const homes = partials.slice(random.int(0, 3));
    const given = homes.map(() => random.int(1, 1000));
    homes.forEach((partial, home) => void partial.set(word, given[home]!));
    counts.set(word, given);
  }
  return { partials, counts };
}

/** What `shuffle` gives, which must be a list of Maps. */
async function groupsOf(...[partials, options]: Parameters<typeof shuffle>): Promise<Map<string, number[]>[]> {
  const groups: unknown = await shuffle(partials, options);
  const areMaps = Array.isArray(groups) && groups.every((group) => group instanceof Map);
  if (!areMaps) expect.fail(`shuffle must give an array of Maps, gave ${inspect(groups, { depth: 0 })}`);
  return groups as Map<string, number[]>[];
}

const ascending = (list: readonly number[]) => [...list].sort((a, b) => a - b);

describe('shuffle', () => {
  it('every word is in exactly one group, with the counts of every partial that holds it', async () => {
    const { partials, counts } = randomPartials(500);
    const groups = await groupsOf(partials, { reducers: random.int(2, 6) });
    const seen = new Map<string, number[]>();
    for (const [word, list] of groups.flatMap((group) => [...group])) {
      if (seen.has(word)) expect.fail(`"${word}" is in two groups ${replayHint()}`);
      seen.set(word, list);
    }
    expect(seen.size, `words in all groups together ${replayHint()}`).toBe(counts.size);
    for (const [word, list] of counts) {
      expect(ascending(seen.get(word) ?? []), `the counts of "${word}" ${replayHint()}`).toEqual(ascending(list));
    }
  });

  it('there is one group per reducer, and among many words each gets some', async () => {
    const { partials } = randomPartials(2000);
    for (const reducers of [1, 2, 4, 7]) {
      const sizes = (await groupsOf(partials, { reducers })).map((group) => group.size);
      expect(sizes.length, `groups of { reducers: ${reducers} }`).toBe(reducers);
      expect(
        Math.min(...sizes),
        `words in the smallest of the groups, ${sizes.join(', ')} ${replayHint()}`,
      ).toBeGreaterThan(0);
    }
  });

  it('where there are no words the groups are there, and empty', async () => {
    const [none, empty] = [
      await groupsOf([], { reducers: 3 }),
      await groupsOf([new Map(), new Map()], { reducers: 1 }),
    ];
    const three = [new Map(), new Map(), new Map()];
    expect(none, 'shuffle([], { reducers: 3 }) must give a Map for each reducer, empty ones').toEqual(three);
    expect(empty, 'shuffle of two empty Maps, { reducers: 1 }, must give one empty Map').toEqual([new Map()]);
  });
});

describe('reduce', () => {
  it('the counts of each word are added up, also of words that every object has', async () => {
    const { counts } = randomPartials(500);
    // A sum may need more than 32 bits.
    const more = { big: [2 ** 31, 2 ** 31, 1], constructor: [3] };
    const group = new Map([...counts, ['__proto__', [1, 2]], ...Object.entries(more)] as [string, number[]][]);
    const expected = new Map([...group].map(([word, list]) => [word, list.reduce((sum, count) => sum + count, 0)]));
    expectCounts(await reduce(group), expected, 'reduce of a group');
    expectCounts(await reduce(new Map()), new Map(), 'reduce of an empty group');
  });
});

describe('phases', () => {
  it('map, shuffle and reduce, one by one, give what countWords gives', async () => {
    const texts = Array.from({ length: 4 }, () => randomText(random, 300, ASCII_LETTERS));
    const files = await textFiles(...texts);
    const partials = await Promise.all(files.map((file) => map(file)));
    const groups = await groupsOf(partials, { reducers: 3 });
    const reduced = await Promise.all(groups.map((group) => reduce(group)));
    const together = new Map(reduced.flatMap((counts) => [...counts]));
    expectCounts(together, countNaively(...texts), 'the three phases one by one');
    expectCounts(await countWords(files, { workers: 2 }), together, 'countWords, beside its phases one by one');
  });
});
