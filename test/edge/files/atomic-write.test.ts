import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { writeAtomically } from '../../../src/edge/files/atomic-write.ts'

const module = fileURLToPath(new URL('../../../src/edge/files/atomic-write.ts', import.meta.url))
const newFolder = () => mkdtempSync(join(tmpdir(), 'peak-trade-'))
const posix = process.platform !== 'win32'

describe('a file', () => {
  it('is written from text, bytes and pieces', async () => {
    const folder = newFolder()
    const pieces = async function* () {
      yield 'a'
      yield Uint8Array.of(98)
      yield ''
      yield 'ü'
    }
    await writeAtomically(join(folder, '日本 €.txt'), 'hello')
    await writeAtomically(join(folder, 'bytes'), Uint8Array.of(1, 2, 3))
    await writeAtomically(join(folder, 'pieces'), pieces())
    await writeAtomically(join(folder, 'list'), ['x', 'y'])
    await writeAtomically(join(folder, 'empty'), '')
    expect(readFileSync(join(folder, '日本 €.txt'), 'utf8')).toBe('hello')
    expect([...readFileSync(join(folder, 'bytes'))]).toEqual([1, 2, 3])
    expect(readFileSync(join(folder, 'pieces'), 'utf8')).toBe('abü')
    expect(readFileSync(join(folder, 'list'), 'utf8')).toBe('xy')
    expect(statSync(join(folder, 'empty')).size).toBe(0)
    expect(readdirSync(folder)).toHaveLength(5)
  })

  it('is replaced as a whole: until then the old one stands, and a failure leaves nothing behind', async () => {
    const folder = newFolder()
    const path = join(folder, 'a.txt')
    writeFileSync(path, 'old')
    const failing = function* () {
      yield 'new'
      expect(readFileSync(path, 'utf8')).toBe('old')
      throw new RangeError('half way')
    }
    await expect(writeAtomically(path, failing())).rejects.toThrow(RangeError)
    expect(readdirSync(folder)).toEqual(['a.txt'])
    expect(readFileSync(path, 'utf8')).toBe('old')
    await writeAtomically(path, 'new')
    expect(readFileSync(path, 'utf8')).toBe('new')
  })

  it.skipIf(!posix)('keeps its permissions, and is found behind a link', async () => {
    const folder = newFolder()
    writeFileSync(join(folder, 'real'), 'old')
    chmodSync(join(folder, 'real'), 0o640)
    symlinkSync('real', join(folder, 'link'))
    await writeAtomically(join(folder, 'link'), 'new')
    expect(readlinkSync(join(folder, 'link'))).toBe('real')
    expect(readFileSync(join(folder, 'real'), 'utf8')).toBe('new')
    expect(statSync(join(folder, 'real')).mode & 0o777).toBe(0o640)
  })

  it('is one of those that were written at the same time, never a mixture', async () => {
    const folder = newFolder()
    const texts = Array.from({ length: 20 }, (_, i) => String.fromCharCode(97 + i).repeat(50_000))
    await Promise.all(texts.map(text => writeAtomically(join(folder, 'same'), text)))
    expect(texts).toContain(readFileSync(join(folder, 'same'), 'utf8'))
    expect(readdirSync(folder)).toEqual(['same'])
  })

  it.skipIf(!posix)('is whole whenever the writer is killed', { timeout: 60_000 }, async () => {
    const folder = newFolder()
    const path = join(folder, 'state.txt')
    const code = `import { writeAtomically } from ${JSON.stringify(module)}
      for (let i = 0; ; i++) { await writeAtomically(process.argv[1], String(i % 10).repeat(300000)); if (i === 0) console.log('go') }`
    for (const delay of [0, 3, 9, 20]) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', code, path], { stdio: ['ignore', 'pipe', 'inherit'] })
      await new Promise(resolve => child.stdout.once('data', resolve))
      await wait(delay)
      child.kill('SIGKILL')
      await new Promise(resolve => child.once('exit', resolve))
      const text = readFileSync(path, 'utf8')
      expect(text).toBe(text[0].repeat(300_000))
    }
  })
})

describe('refuses', () => {
  it('a folder, a file in no folder, and a device', async () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'dir'))
    await expect(writeAtomically(join(folder, 'dir'), 'x')).rejects.toMatchObject({ name: 'EdgeError', code: 'file/directory' })
    await expect(writeAtomically(join(folder, 'no', 'file'), 'x')).rejects.toMatchObject({
      code: 'file/missing',
      message: /create it first/,
    })
    if (posix) await expect(writeAtomically('/dev/null', 'x')).rejects.toMatchObject({ code: 'file/special' })
    expect(readdirSync(folder)).toEqual(['dir'])
  })

  it.skipIf(!posix || process.getuid?.() === 0)('a folder without permission', async () => {
    const folder = newFolder()
    chmodSync(folder, 0o500)
    await expect(writeAtomically(join(folder, 'a'), 'x')).rejects.toMatchObject({ code: 'file/permission' })
  })

  // A limit on the size of files makes the system refuse a write half way, as a full disk does.
  it.skipIf(!posix)('what the disk does not take, and leaves the old file and nothing else', () => {
    const folder = newFolder()
    const path = join(folder, 'a.bin')
    writeFileSync(path, 'old')
    const code = `import { writeAtomically } from ${JSON.stringify(module)}
      await writeAtomically(process.argv[1], new Uint8Array(1e6)).catch(error => console.log(error.name, error.code))`
    const { stdout } = spawnSync('sh', ['-c', 'ulimit -f 100; exec "$0" --input-type=module -e "$1" "$2"', process.execPath, code, path], {
      encoding: 'utf8',
    })
    expect(stdout.trim()).toBe('EdgeError file/disk-full')
    expect(readdirSync(folder)).toEqual(['a.bin'])
    expect(readFileSync(path, 'utf8')).toBe('old')
  })
})
