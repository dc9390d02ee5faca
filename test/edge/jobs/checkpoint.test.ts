import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, existsSync, mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { Checkpoint } from '../../../src/edge/jobs/checkpoint.ts'
import { runSweep } from '../../../src/edge/jobs/run-sweep.ts'
import type { RowPart } from '../../../src/research/job-runner.ts'
import { sweep } from '../../../src/research/sweep.ts'
import { MaCrossover } from '../../../src/strategies/library/ma-crossover.ts'
import { bitsOf } from './bits.ts'
import { bars, grid } from './long-sweep.ts'

const owner = { batch: { items: 10, width: 2 }, identity: { task: 'sweep', data: 'abc' } }
const newFile = () => join(mkdtempSync(join(tmpdir(), 'checkpoint-')), 'a.ckpt')
const parts: RowPart[] = [
  { from: 0, to: 2, rows: Float64Array.of(1, -0, Number.NaN, 5e-324), failures: [] },
  {
    from: 7,
    to: 8,
    rows: Float64Array.of(Number.NaN, Number.NaN),
    failures: [{ item: 7, error: { name: 'A', code: 'b/c', message: 'schlimm – 💥', details: {} } }],
  },
]

function write(path: string): void {
  const checkpoint = new Checkpoint(path, owner)
  for (const part of parts) checkpoint.append(part)
  checkpoint.close()
}

function read(path: string): readonly RowPart[] {
  const checkpoint = new Checkpoint(path, owner)
  checkpoint.close()
  return checkpoint.parts
}

describe('Checkpoint', () => {
  it('gives back what was written, to the bit', () => {
    const path = newFile()
    write(path)
    expect(read(path)).toEqual(parts)
    expect(bitsOf({ rows: read(path)[0].rows })).toEqual(bitsOf({ rows: parts[0].rows }))
  })

  it('cut anywhere, it keeps what is whole and goes on behind it', () => {
    const path = newFile()
    write(path)
    const bytes = readFileSync(path)
    const header = bytes.indexOf('\n') + 1
    for (let length = 0; length < bytes.length; length++) {
      writeFileSync(path, bytes.subarray(0, length))
      const kept = read(path)
      expect(parts.slice(0, kept.length)).toEqual(kept)
      expect(readFileSync(path)).toEqual(bytes.subarray(0, readFileSync(path).length))
      expect(readFileSync(path).length).toBeGreaterThanOrEqual(header)
      const checkpoint = new Checkpoint(path, owner)
      for (const part of parts.slice(kept.length)) checkpoint.append(part)
      checkpoint.close()
      expect(readFileSync(path)).toEqual(bytes)
    }
  })

  it('does not believe a damaged record', () => {
    const path = newFile()
    write(path)
    const bytes = readFileSync(path)
    const header = bytes.indexOf('\n') + 1
    for (let at = header; at < bytes.length; at++) {
      const damaged = Buffer.from(bytes)
      damaged[at] ^= 0x40
      writeFileSync(path, damaged)
      expect(read(path).length).toBeLessThan(2)
    }
    writeFileSync(path, bytes)
    appendFileSync(path, 'rubbish at the end')
    expect(read(path)).toEqual(parts)
    truncateSync(path, 0)
    expect(read(path)).toEqual([])
  })

  it('refuses other work and other files', () => {
    const path = newFile()
    write(path)
    expect(() => new Checkpoint(path, { ...owner, identity: { task: 'sweep', data: 'abd', more: 'x' } })).toThrow('(different: data, more)')
    for (const text of ['time,open\n1,2\n', 'no line', '{"a":1}\n']) {
      writeFileSync(path, text)
      expect(() => new Checkpoint(path, owner)).toThrow(expect.objectContaining({ code: 'checkpoint/format' }))
      expect(readFileSync(path, 'utf8')).toBe(text)
    }
    expect(() => new Checkpoint(join(path, 'below'), owner)).toThrow(expect.objectContaining({ code: 'file/missing' }))
  })
})

describe('a sweep that is killed again and again', () => {
  it('comes to the same bits, and does nothing twice but what was in the works', { timeout: 200_000 }, async () => {
    const path = newFile()
    const program = fileURLToPath(new URL('./long-sweep.ts', import.meta.url))
    let kills = 0
    let ended = false
    let last = 0
    const sizeOf = () => (existsSync(path) ? readFileSync(path).length : 0)
    while (!ended) {
      const child: ChildProcess = spawn(process.execPath, [program, path], { stdio: ['ignore', 'ignore', 'inherit'] })
      const exit = once(child, 'exit')
      // Killed when a little more than before is done: in the middle of whatever it does then.
      const goal = last + 3000 + ((kills * 7919) % 4000)
      const timer = setInterval(() => {
        if (kills < 10 && sizeOf() > goal && child.kill('SIGKILL')) clearInterval(timer)
      }, 1)
      const [code, signal] = await exit
      clearInterval(timer)
      if (signal === 'SIGKILL') kills++
      else expect(code).toBe(0)
      ended = signal === null
      expect(sizeOf()).toBeGreaterThanOrEqual(last)
      last = sizeOf()
    }
    expect(kills).toBe(10)
    const want = sweep(MaCrossover, bars, { grid })
    const seen: number[] = []
    const result = await runSweep<typeof MaCrossover>({ id: 'ma_crossover' }, bars, {
      grid,
      checkpoint: path,
      onProgress: ({ done }) => seen.push(done),
    })
    expect(bitsOf(result.metrics)).toEqual(bitsOf(want.metrics))
    // All of it was in the file.
    expect(seen).toEqual([want.combinations])
    expect(sizeOf()).toBe(last)
    // Rows are written once: nothing of what is in the file was computed again.
    const rowBytes = want.combinations * 6 * 8
    expect(last).toBeLessThan(2 * rowBytes)
    expect(last).toBeGreaterThan(rowBytes)
    await expect(
      runSweep<typeof MaCrossover>({ id: 'ma_crossover' }, bars, { grid, checkpoint: path, costs: { feeBps: 1 } }),
    ).rejects.toThrow('is the checkpoint of other work (different: settings)')
  })
})
