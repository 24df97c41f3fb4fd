// How long a million complaints' words take: learning, validating and proposing, near duplicates, key terms.
// node bench/attribution.ts [texts]
import { characterBigrams } from '../pipelines/analyse/text/character-bigrams.ts'
import { featureBuffer, hashFeatures } from '../pipelines/analyse/text/hash-features.ts'
import { findKeyTerms } from '../pipelines/analyse/text/key-terms.ts'
import { learnField } from '../pipelines/analyse/text/learn-field.ts'
import { nearDuplicates } from '../pipelines/analyse/text/near-duplicates.ts'
import { proposer } from '../pipelines/analyse/text/propose-code.ts'
import { inventComplaints } from './attribution-texts.ts'

const count = Number(process.argv[2] ?? 1_000_000)
const FIELDS = { nature: 'nature', category: 'category', cause_group: 'group', cause: 'cause' } as const

function timed<Result>(name: string, work: () => Result): Result {
  const cpu = process.cpuUsage()
  const start = performance.now()
  const result = work()
  const wall = (performance.now() - start) / 1000
  const used = process.cpuUsage(cpu)
  const memory = Math.round(process.memoryUsage().rss / 2 ** 20)
  process.stdout.write(
    `${name.padEnd(44)}${wall.toFixed(1).padStart(8)} s${((used.user + used.system) / 1e6).toFixed(1).padStart(8)} s CPU${String(memory).padStart(7)} MiB\n`,
  )
  return result
}

const complaints = timed(`invent ${count} complaints`, () => inventComplaints(count))
const coded = complaints.slice(0, 20_000)
const models = timed('learn and validate four fields', () =>
  Object.entries(FIELDS).map(([field, key]) =>
    learnField(field, { texts: coded.map(({ words }) => words), codes: coded.map((one) => one[key]) }),
  ),
)
timed('propose four codes for each', () => {
  const proposers = models.flatMap((model) => (model === null ? [] : [proposer(model)]))
  const buffer = featureBuffer()
  let proposed = 0
  for (const { words } of complaints) {
    buffer.length = 0
    hashFeatures(words, buffer)
    for (const one of proposers) if (one.propose(buffer, 0) !== null) proposed += 1
  }
  return proposed
})
timed('group near duplicates', () => {
  const finder = nearDuplicates()
  for (const { words } of complaints) finder.add(words)
})
timed('key terms, 30,000 against 30,000', () =>
  findKeyTerms(
    complaints.slice(-30_000).map(({ words }) => words),
    complaints.slice(0, 30_000).map(({ words }) => words),
  ),
)
for (const model of models) {
  const v = model?.validation
  process.stdout.write(
    `${model?.field}: n ${v?.n}, accuracy ${v?.accuracy.toFixed(3)}, baseline ${v?.baseline.toFixed(3)}, macro-F1 ${v?.macroF1.toFixed(3)}, κ ${v?.kappa?.toFixed(3)}, ECE ${v?.ece.toFixed(3)}\n`,
  )
}
process.stdout.write(
  `mean length ${Math.round(complaints.slice(0, 1000).reduce((sum, { words }) => sum + words.length, 0) / 1000)} characters, ${characterBigrams(complaints[0]?.words ?? '').length} pairs in the first\n`,
)
