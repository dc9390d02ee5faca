import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { withRuns } from '../../../../src/edge/cli/research/open-runs.ts'

const folder = () => mkdtempSync(join(tmpdir(), 'peak-trade-'))

it('makes a registry, and closes it whatever happens', async () => {
  const home = join(folder(), 'new')
  let kept: { count(): number } | undefined
  const failing = withRuns(home, {}, store => {
    kept = store
    expect(store.count()).toBe(0)
    throw new Error('stop')
  })
  await expect(failing).rejects.toThrow('stop')
  expect(existsSync(join(home, 'runs.sqlite'))).toBe(true)
  expect(() => kept?.count()).toThrow(/closed/)
})

it('makes nothing when it only reads', async () => {
  const home = join(folder(), 'new')
  await expect(withRuns(home, { readOnly: true }, () => 1)).rejects.toThrow(/nothing has been recorded/)
  expect(existsSync(home)).toBe(false)
})

it('says so when the home cannot be a folder', async () => {
  const file = join(folder(), 'file')
  writeFileSync(file, '')
  await expect(withRuns(join(file, 'home'), {}, () => 1)).rejects.toMatchObject({ code: expect.stringMatching(/^file\//) })
})
