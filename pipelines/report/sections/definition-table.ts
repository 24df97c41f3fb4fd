import { message } from '../../core/messages.ts'
import { metricCatalogue, metricDefinition } from '../../metrics/catalogue.ts'
import type { Figure } from '../figure.ts'
import type { Words } from '../words.ts'
import { targetText } from './verdict.ts'

/** The definitions, as the catalogue words them, of every metric that the figures show. */
export function definitionTable(words: Words, figures: readonly Figure[]) {
  return {
    title: words.say('appendix.definitions'),
    headings: ['metric', 'definition', 'target_alone', 'smallest_n'].map((column) => ({
      text: words.say(`columns.${column}`),
      isNumber: column === 'smallest_n',
    })),
    rows: metricsOf(figures).map((metric) => {
      const { kind, smallest_n: smallest } = metricDefinition(metric)
      const target = targetText(words, metric)
      return {
        metric: words.metric(metric),
        definition: message(words.locale, 'catalogue', `metrics.${metric}.definition`),
        target: target === '' ? words.say('appendix.no_target') : target,
        smallest: kind === 'count' || kind === 'stock' ? '' : words.count(smallest),
      }
    }),
  }
}

/** In the order in which they are shown first: what a figure is of, and what its rows name under `metric`. */
function metricsOf(figures: readonly Figure[]): string[] {
  const named = figures.flatMap(({ name, rows }) => [name.metric, ...rows.map((row) => row['metric'])])
  return [...new Set(named)].filter((name) => typeof name === 'string').filter((name) => metricCatalogue().has(name))
}
