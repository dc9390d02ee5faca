import { describe, expect, it } from 'vitest'
import { type BootstrapOptions, createBootstrap, type ResampleMethod } from '../../src/research/bootstrap.ts'

const methods: ResampleMethod[] = ['iid', 'block', 'stationary', 'shuffle', 'skip']

describe('createBootstrap', () => {
  it.each(methods)('%s: a path does not depend on the paths before it', method => {
    const options = { method, observations: 30, seed: 'x', blockLength: 4 }
    const first = createBootstrap(options)
    const paths = [0, 1, 2, 3].map(path => Array.from(first.fill(path, new Uint32Array(30))))
    const second = createBootstrap(options)
    for (const path of [3, 1, 0, 2]) expect(Array.from(second.fill(path, new Uint32Array(30)))).toEqual(paths[path])
    expect(paths[0]).not.toEqual(paths[1])
    expect(Array.from(createBootstrap({ ...options, seed: 'y' }).fill(0, new Uint32Array(30)))).not.toEqual(paths[0])
    for (const index of paths.flat()) expect(index).toBeLessThanOrEqual(method === 'skip' ? 30 : 29)
  })

  it('stays the same for ever', () => {
    const bootstrap = createBootstrap({ method: 'iid', observations: 1000, seed: 1 })
    expect(Array.from(bootstrap.fill(0, new Uint32Array(6)))).toEqual([20, 538, 669, 285, 98, 448])
  })

  it('skip leaves out the rounded share', () => {
    const missing = (skip: number) =>
      createBootstrap({ method: 'skip', observations: 25, seed: 1, skip })
        .fill(0, new Uint32Array(25))
        .filter(index => index === 25).length
    expect([0, 0.1, 0.5, 0.99].map(missing)).toEqual([0, 3, 13, 25])
  })

  it.each<[Partial<BootstrapOptions>, string]>([
    [{ method: 'blok' as 'block' }, 'research/method'],
    [{ observations: 0 }, 'research/observations'],
    [{ method: 'block' }, 'research/block-length'],
    [{ method: 'stationary', blockLength: 0.9 }, 'research/block-length'],
    [{ skip: 1 }, 'research/skip'],
  ])('refuses %j', (options, code) => {
    expect(() => createBootstrap({ method: 'iid', observations: 5, seed: 1, ...options })).toThrowError(expect.objectContaining({ code }))
  })

  it('suggests the method that was meant', () => {
    expect(() => createBootstrap({ method: 'stationry' as 'block', observations: 5, seed: 1 })).toThrowError(/did you mean "stationary"/)
  })

  it('a shuffle of another length makes no sense', () => {
    expect(() => createBootstrap({ method: 'shuffle', observations: 5, seed: 1 }).fill(0, new Uint32Array(4))).toThrowError(
      /5 indices, not 4/,
    )
  })
})
