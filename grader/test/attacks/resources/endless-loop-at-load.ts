// resources | fails timeout, passes 0 | Loops without end before it is loaded.
export * from '../honest.ts';

for (;;);
