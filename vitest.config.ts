import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))

export default defineConfig({
  resolve: {
    alias: [
      { find: /^peak-trade$/, replacement: path('./src/index.ts') },
      { find: /^peak-trade\/(node|testing|bullmq|ccxt)$/, replacement: path('./src/$1.ts') },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['./scripts/test-depth.ts'],
    // Processes, not threads: the examples of the documentation run in a folder of their own, and only a process can change its folder.
    pool: 'forks',
    // Starting a process for each of hundreds of small files takes longer than running them. No test leaves anything behind for the next.
    isolate: false,
    // By default one processor stays idle.
    maxWorkers: availableParallelism(),
    testTimeout: 60_000,
  },
})
