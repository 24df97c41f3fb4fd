import type { Locale } from '../../core/locale.ts'
import { message } from '../../core/messages.ts'
import type { Validation } from './validation.ts'

/** The sentence that says how good a field's proposed codes are; `field` is its title in the language. */
export function readAttribution(
  locale: Locale,
  field: string,
  outcome: { validation: Validation | null; isTrusted: boolean },
  stated: number,
): string {
  const { validation, isTrusted } = outcome
  if (validation === null) return message(locale, 'analyse', 'text.unvalidated', { field })
  const share = new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 })
  return message(locale, 'analyse', isTrusted ? 'text.trusted' : 'text.suggested', {
    field,
    n: new Intl.NumberFormat(locale).format(validation.n),
    share: share.format(validation.accuracy),
    low: share.format(validation.accuracyLow),
    high: share.format(validation.accuracyHigh),
    baseline: share.format(validation.baseline),
    stated: share.format(stated),
  })
}
