import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tests/longest-first.ts'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // Two processes for all files: reading our modules and DuckDB anew for each took a third of the suite's time.
    isolate: false,
    globalSetup: './tests/temporary-root.ts',
    sequence: { sequencer: LongestFirst },
    unstubEnvs: true,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A page on a busy machine may take its time.
    expect: { poll: { timeout: 15_000 } },
  },
})
