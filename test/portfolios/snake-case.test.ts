import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { inCode, inFile, renameKeys } from '../../src/portfolios/snake-case.ts'

it.each([
  ['stop_loss', 'stopLoss'],
  ['max', 'max'],
  ['mc_num_runs', 'mcNumRuns'],
  ['', ''],
])('%s in a file is %s in code', (file, code) => {
  expect(inCode(file)).toBe(code)
  expect(inFile(code)).toBe(file)
})

it('names of code come back from a file', () => {
  fc.assert(fc.property(fc.stringMatching(/^[a-z][a-zA-Z0-9]*$/), name => inCode(inFile(name)) === name))
})

it('renameKeys leaves out what has no value, and what is inside as it is', () => {
  expect(renameKeys({ aB: 1, cD: undefined, eF: { gH: null } }, inFile)).toEqual({ a_b: 1, e_f: { gH: null } })
})
