import { expect, it } from 'vitest'
import { withoutWarnings } from '../../../src/edge/cli/without-warnings.ts'

it('keeps to itself what is experimental, passes on the rest, and leaves everything as it was', async () => {
  const { emitWarning } = process
  const heard: unknown[] = []
  process.emitWarning = ((warning: unknown) => heard.push(warning)) as never
  const mine = process.emitWarning
  try {
    const value = await withoutWarnings(async () => {
      process.emitWarning('new', 'ExperimentalWarning')
      process.emitWarning('old', 'DeprecationWarning')
      return 7
    })
    expect([value, heard, process.emitWarning === mine]).toEqual([7, ['old'], true])
    await expect(withoutWarnings(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(process.emitWarning).toBe(mine)
  } finally {
    process.emitWarning = emitWarning
  }
})
