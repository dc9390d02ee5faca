import base from './vitest.config.ts'

/** The tests that a mutation run of the engine, the limits and the gates repeats for every mutant: everything about them that is fast enough. */
export default {
  ...base,
  test: {
    ...base.test,
    include: ['test/engine/**/*.test.ts', 'test/risk/**/*.test.ts', 'test/execution/**/*.test.ts', 'test/property/{twin,orders}.test.ts'],
    exclude: ['test/engine/golden*.test.ts', 'test/engine/peers/**', 'test/execution/gates/every-combination.test.ts'],
    testTimeout: 60_000,
  },
}
