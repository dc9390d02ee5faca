import { expect, it } from 'vitest'
import { fileError, hasCode } from '../../../src/edge/files/file-error.ts'

const system = (code: string) => Object.assign(new Error(`${code}: something`), { code })

it.each([
  ['ENOENT', 'file/missing', false],
  ['EISDIR', 'file/directory', false],
  ['EACCES', 'file/permission', false],
  ['EROFS', 'file/permission', false],
  ['ENOSPC', 'file/disk-full', false],
  ['EDQUOT', 'file/disk-full', false],
  ['EMFILE', 'file/busy', true],
  ['EBUSY', 'file/busy', true],
  ['EIO', 'file/failed', false],
])('%s becomes %s', (code, expected, retryable) => {
  const cause = system(code)
  const error = fileError(cause, 'a/b.csv')
  expect(error).toMatchObject({ name: 'EdgeError', code: expected, retryable, cause })
  expect(error.message).toMatch(/^a\/b\.csv .*;/)
  expect(error.message).not.toContain('\n')
})

it('knows the code of an error, and that others have none', () => {
  expect(hasCode(system('ENOENT'), 'ENOENT')).toBe(true)
  expect(hasCode(system('EIO'), 'ENOENT')).toBe(false)
  expect(hasCode(new Error('x'), '')).toBe(true)
  expect(fileError('torn cable', 'x').message).toContain('torn cable')
})
