import { expect, it } from 'vitest'
import { loadBull } from '../../../src/edge/bullmq/load-bull.ts'

it('finds both packages', async () => {
  const { bullmq, ioredis } = await loadBull()
  expect([typeof bullmq.Worker, typeof ioredis.Redis]).toEqual(['function', 'function'])
})

it('says what to install', async () => {
  const missing = Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' })
  await expect(loadBull(() => Promise.reject(missing))).rejects.toMatchObject({
    code: 'bullmq/missing',
    message: expect.stringContaining('npm install bullmq ioredis'),
  })
  await expect(loadBull(() => Promise.reject(new Error('other')))).rejects.toThrow('other')
})
