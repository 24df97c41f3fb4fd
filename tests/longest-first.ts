import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take longest, the longest first: what begins last should end soon, or one process waits for the other. */
const LONGEST = [
  'tests/pipelines/dashboard/page.test.ts',
  'tests/golden/reports.test.ts',
  'tests/crash/crash.test.ts',
  'tests/tamper/tamper.test.ts',
  'tests/pipelines/report/render-report.test.ts',
  'tests/pipelines/load/disturbances.test.ts',
  'tests/pipelines/run.test.ts',
  'tests/examples/retailer-analysis.test.ts',
  'tests/cli.test.ts',
  'tests/pipelines/load/load-inbox.test.ts',
  'tests/pipelines/dashboard/department-limits.test.ts',
  'tests/pipelines/dashboard/pages.test.ts',
  'tests/pipelines/load/versions.test.ts',
  'tests/pipelines/norms/example-coverage.test.ts',
  'tests/up.test.ts',
  'tests/real-files.test.ts',
  'tests/clicks/clicks.test.ts',
  'tests/pipelines/quarantine/replay.test.ts',
]

/** Runs the files that take longest first, the others in vitest’s own order: by what they took before, or by their size. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const index = LONGEST.findIndex((name) => moduleId.endsWith(name))
      return index === -1 ? LONGEST.length : index
    }
    return (await super.sort(files)).sort((a, b) => place(a) - place(b))
  }
}
