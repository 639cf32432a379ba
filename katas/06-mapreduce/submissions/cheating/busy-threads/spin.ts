// Keeps a core warm until it is told to end; nobody reads what it computes.
let heat = 1;
for (;;) heat = Math.imul(heat, 48_271) ^ 1;
