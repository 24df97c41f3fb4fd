import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { HuiyinError } from '../core/errors.ts'
import type { Locale } from '../core/locale.ts'
import { readYamlFile } from '../core/yaml-file.ts'
import { localisedText } from './register-schema.ts'

const choice = z
  .strictObject({
    id: z.string().regex(/^K\d+$/),
    title: localisedText,
    explanation: localisedText,
    /** Where the variant bears on the numbers: in the clocks' SQL, in the coverage's verdicts, in the workspace's limits, source mappings or clauses, or only in how figures are read. */
    takes_effect: z.enum(['clock', 'coverage', 'limits', 'mapping', 'clauses', 'reading']),
    default: z.string(),
    variants: z.record(z.string().regex(/^[a-z_]+$/), localisedText),
  })
  .refine((entry) => Object.hasOwn(entry.variants, entry.default), { error: 'expected a default among the variants' })

const choicesSchema = z.strictObject({ choices: z.array(choice) })

/** A contradiction among the norms, the variants that a workspace may take, and the one that is proposed. */
export type NormChoice = z.infer<typeof choice>

/** What holds in a workspace, for the SQL that reads it and for the appendix of a report. */
export interface ChoiceInForce {
  readonly choice: NormChoice
  readonly variant: string
  readonly isDefault: boolean
}

/** A choice in words: one row of the appendix. */
export interface ChoiceRow {
  readonly id: string
  readonly title: string
  readonly explanation: string
  readonly variant: string
  readonly isDefault: boolean
}

const FILE = fileURLToPath(new URL('../../norms/choices.yaml', import.meta.url))
let choices: Promise<readonly NormChoice[]> | undefined

/** The choices K1 to K22, in their order. */
export function normChoices(): Promise<readonly NormChoice[]> {
  choices ??= readYamlFile(FILE, choicesSchema).then((file) => file.choices)
  return choices
}

/**
 * Every choice with the variant that holds: the one named in `chosen` (`norm_choices` of huiyin.yaml), else the default.
 * Throws HY-C-003 where there is no such choice or variant.
 */
export async function choicesInForce(chosen: Readonly<Record<string, string>>): Promise<ChoiceInForce[]> {
  const all = await normChoices()
  for (const id of Object.keys(chosen)) {
    if (!all.some((entry) => entry.id === id)) throw wrongChoice(id, all.map((entry) => entry.id).join(', '))
  }
  return all.map((entry) => {
    const variant = chosen[entry.id] ?? entry.default
    if (!Object.hasOwn(entry.variants, variant)) throw wrongChoice(entry.id, Object.keys(entry.variants).join(', '))
    return { choice: entry, variant, isDefault: variant === entry.default }
  })
}

/** The variant of one choice, such as `acceptance` for K6. */
export async function variantOf(id: string, chosen: Readonly<Record<string, string>>): Promise<string> {
  const found = (await choicesInForce(chosen)).find(({ choice }) => choice.id === id)
  if (found === undefined) throw new RangeError(`no choice ${id}`)
  return found.variant
}

/** The choices in one language, as the appendix of a report and `huiyin norms` print them. */
export function choiceRows(inForce: readonly ChoiceInForce[], locale: Locale): ChoiceRow[] {
  return inForce.map(({ choice, variant, isDefault }) => ({
    id: choice.id,
    title: choice.title[locale],
    explanation: choice.explanation[locale],
    variant: choice.variants[variant]?.[locale] ?? variant,
    isDefault,
  }))
}

function wrongChoice(id: string, expected: string): HuiyinError {
  return new HuiyinError('HY-C-003', { file: 'huiyin.yaml', key: `norm_choices.${id}`, expected, others: 0 })
}
