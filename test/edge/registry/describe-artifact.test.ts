import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { describeArtifact } from '../../../src/edge/registry/describe-artifact.ts'

const root = mkdtempSync(join(tmpdir(), 'peak-trade-artifact-'))
afterAll(() => rmSync(root, { recursive: true }))

it('gives length and SHA-256', async () => {
  const path = join(root, 'empty')
  writeFileSync(path, '')
  // The digest of nothing, FIPS 180-4.
  const sha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
  expect(await describeArtifact(path, 'note')).toEqual({ kind: 'note', path, sha256, bytes: 0 })
  writeFileSync(path, 'a'.repeat(1_000_000))
  // One million "a", an example of FIPS 180.
  expect((await describeArtifact(path, 'note')).sha256).toBe('cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0')
})

it('says which file is missing', async () => {
  await expect(describeArtifact(join(root, 'none'), 'note')).rejects.toMatchObject({ code: 'file/missing' })
})
