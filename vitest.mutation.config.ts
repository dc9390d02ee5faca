import base from './vitest.config.ts'

/** The tests that a mutation run of the engine repeats for every mutant: everything about the engine that is fast enough. */
export default {
  ...base,
  test: {
    ...base.test,
    include: ['test/engine/**/*.test.ts', 'test/execution/**/*.test.ts', 'test/property/{twin,orders}.test.ts'],
    exclude: ['test/engine/golden*.test.ts', 'test/engine/peers/**'],
    testTimeout: 60_000,
  },
}
