import * as fc from 'fast-check'

/**
 * How hard property tests look. A normal run draws the same cases every time, so it fails for a reason or not at all;
 * `npm run test:deep` draws new ones, and many more (fast-check prints the seed of a failure).
 */
const deep = process.env.PEAK_TRADE_DEEP === '1'

fc.configureGlobal(deep ? { numRuns: 5000 } : { seed: 1 })
