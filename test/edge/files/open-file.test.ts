import { execFileSync } from 'node:child_process'
import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DEFAULT_MAX_BYTES, type OpenFile, withFile } from '../../../src/edge/files/open-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'peak-trade-'))
const path = (name: string) => join(folder, name)
const readAll = async (file: OpenFile) => {
  const bytes = new Uint8Array(file.size)
  await file.fill(bytes, 0)
  return new TextDecoder().decode(bytes)
}
const open = (name: string, use = readAll, maxBytes = DEFAULT_MAX_BYTES) => withFile(path(name), maxBytes, use)

it('fills from any position, in a folder with any name', async () => {
  mkdirSync(path('Ordner ü 日本'))
  writeFileSync(path('Ordner ü 日本/курс €.csv'), 'hello')
  expect(await open('Ordner ü 日本/курс €.csv')).toBe('hello')
  await open('Ordner ü 日本/курс €.csv', async file => {
    const bytes = new Uint8Array(2)
    await file.fill(bytes, 3)
    expect([...bytes]).toEqual([108, 111])
    return ''
  })
})

describe('refuses', () => {
  it('a file that is missing, and suggests the nearest', async () => {
    writeFileSync(path('prices.csv'), 'x')
    await expect(open('price.csv')).rejects.toMatchObject({ code: 'file/missing', message: /did you mean "prices\.csv"\?$/ })
    await expect(open('nowhere/prices.csv')).rejects.toMatchObject({ code: 'file/missing', message: /nor can its folder be read/ })
    await expect(open('prices.csv/x')).rejects.toMatchObject({ code: 'file/missing' })
  })

  it('a folder, an empty file, a link that leads nowhere', async () => {
    mkdirSync(path('folder.csv'))
    writeFileSync(path('empty.csv'), '')
    symlinkSync(path('gone'), path('link.csv'))
    await expect(open('folder.csv')).rejects.toMatchObject({ code: 'file/directory' })
    await expect(open('empty.csv')).rejects.toMatchObject({ code: 'file/empty' })
    await expect(open('link.csv')).rejects.toMatchObject({ code: 'file/missing' })
  })

  it.skipIf(process.platform === 'win32')('a pipe, without waiting for its other end', async () => {
    execFileSync('mkfifo', [path('pipe.csv')])
    await expect(open('pipe.csv')).rejects.toMatchObject({ code: 'file/special' })
  })

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('a file without permission', async () => {
    writeFileSync(path('secret.csv'), 'x')
    chmodSync(path('secret.csv'), 0)
    await expect(open('secret.csv')).rejects.toMatchObject({ name: 'EdgeError', code: 'file/permission' })
  })

  it('a file above the limit, before a byte of it is read', async () => {
    writeFileSync(path('large.csv'), '')
    truncateSync(path('large.csv'), 2 ** 31 + 1)
    let used = false
    const use = async () => {
      used = true
    }
    await expect(withFile(path('large.csv'), DEFAULT_MAX_BYTES, use)).rejects.toMatchObject({
      name: 'DataError',
      code: 'file/too-large',
      details: { size: 2 ** 31 + 1 },
      message: /has 2048 MiB, the limit is 2048 MiB; .*Parquet/,
    })
    expect(used).toBe(false)
    writeFileSync(path('small.csv'), '12345')
    await expect(open('small.csv', readAll, 4)).rejects.toThrow('has 5 bytes, the limit is 4 bytes')
    rmSync(path('large.csv'))
  })
})

describe('while it is read, a file', () => {
  it('that vanishes is read to its end', async () => {
    writeFileSync(path('brief.csv'), 'still here')
    expect(
      await open('brief.csv', async file => {
        rmSync(path('brief.csv'))
        return readAll(file)
      }),
    ).toBe('still here')
  })

  it('that shrinks or grows is refused', async () => {
    writeFileSync(path('shrinks.csv'), '0123456789')
    const shrinking = open('shrinks.csv', async file => {
      truncateSync(path('shrinks.csv'), 3)
      return readAll(file)
    })
    await expect(shrinking).rejects.toMatchObject({ code: 'file/changed' })
    writeFileSync(path('grows.csv'), '0123456789')
    const growing = open('grows.csv', async file => {
      const text = await readAll(file)
      appendFileSync(path('grows.csv'), 'more')
      return text
    })
    await expect(growing).rejects.toMatchObject({ code: 'file/changed' })
  })

  it('is closed when its reader fails, with the error of the reader', async () => {
    writeFileSync(path('bad.csv'), 'x')
    for (let i = 0; i < 5; i++) {
      await expect(
        open('bad.csv', async () => {
          throw new Error('mine')
        }),
      ).rejects.toThrow('mine')
    }
  })
})
