import { message } from '../../core/messages.ts'
import { metricDefinition } from '../../metrics/catalogue.ts'
import type { ReportDefinition } from '../report-definition.ts'
import type { Words } from '../words.ts'
import { targetText } from './verdict.ts'

/** The definitions, as the catalogue words them, of every metric that the report shows. */
export function definitionTable(words: Words, definition: ReportDefinition) {
  return {
    title: words.say('appendix.definitions'),
    headings: ['metric', 'definition', 'target_alone', 'smallest_n'].map((column) => ({
      text: words.say(`columns.${column}`),
      isNumber: column === 'smallest_n',
    })),
    rows: metricsOf(definition).map((metric) => {
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

function metricsOf({ sections }: ReportDefinition): string[] {
  const named = sections.flatMap((section) => {
    if (section.section === 'headline') return section.metrics.map((entry) => entry.metric)
    return section.section === 'trends' ? section.metrics : []
  })
  return [...new Set(named)]
}
