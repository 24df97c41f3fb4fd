import { readdirSync } from 'node:fs'
import { z } from 'zod'
import { LOCALES } from './locale.ts'

const timezone = z.string().refine(isTimezone, { error: 'expected a time zone such as Asia/Shanghai' })
const locale = z.enum(LOCALES)
const localised = z.union([z.string(), z.strictObject({ 'zh-CN': z.string(), 'zh-TW': z.string(), en: z.string() })])

const day = z.iso.date({ error: 'expected a day such as 2026-01-31' })

const scheduleEntry = z.strictObject({
  report: z.string().default('weekly'),
  cron: z.string(),
  timezone: timezone.optional(),
  locales: z.array(locale).min(1).optional(),
  /** A version for each value of this dimension, such as department, instead of one of the whole. */
  each: z.string().optional(),
  recipients: z.array(z.string()).default([]),
})

const mail = z.strictObject({
  host: z.string(),
  port: z.int().min(1).max(65_535).default(465),
  secure: z.boolean().default(true),
  /** Refuse to send in clear text where the server offers no TLS; only a server on loopback may be exempt. */
  require_tls: z.boolean().default(true),
  user: z.string().optional(),
  password_env: z.string().optional(),
  from: z.string(),
})

/** `huiyin.yaml`, the workspace's own settings. */
export const settingsSchema = z.strictObject({
  name: localised,
  timezone: timezone.default('Asia/Shanghai'),
  locale: locale.default('zh-CN'),
  /** Whose working days count: CN or TW, or a site of the workspace's own calendar. It is not a matter of language. */
  calendar: z.string().min(1).default('CN'),
  survey: z.strictObject({ response_window_days: z.int().min(1).max(365).default(14) }).prefault({}),
  snapshots: z.strictObject({ keep: z.int().min(1).max(1000).default(12) }).prefault({}),
  dashboard: z
    .strictObject({
      /** Beyond loopback nobody is let in without login. */
      host: z
        .string()
        .regex(/^[\w.:-]+$/)
        .default('127.0.0.1'),
      port: z.int().min(0).max(65_535).default(4646),
      /** `always` asks for a login on loopback as well. */
      login: z.enum(['auto', 'always']).default('auto'),
      /** Names under which others reach it, beside the address itself. */
      names: z.array(z.string().regex(/^[\w.-]+$/)).default([]),
      /** Addresses or networks of proxies whose word on client, name and TLS is believed. */
      trusted_proxies: z.array(z.string().min(1)).default([]),
      /** Certificate (with its chain) and key, PEM files. */
      tls: z.strictObject({ cert: z.string(), key: z.string() }).optional(),
    })
    .prefault({}),
  schedule: z.array(scheduleEntry).default([]),
  /** The certificate with which reports are sealed; without it they are unsigned drafts. Paths start at the workspace. */
  seal: z
    .strictObject({
      p12: z.string(),
      /** The password stands in the environment or in a file, never here. */
      password_env: z.string().optional(),
      password_file: z.string().optional(),
      /** Address of an RFC 3161 server, so that the time of a signature is proven too. */
      time_stamp: z.url({ protocol: /^https?$/ }).optional(),
      /** PEM files of certificates, or of those who issued them, whose signatures count beside those of the ledger. */
      trusted: z.array(z.string()).default([]),
    })
    .optional(),
  mail: mail.optional(),
  /** How signals, scans and effects are judged; what they used stands in marts.analysis_parameter. */
  analysis: z
    .strictObject({
      rules: z.enum(['nhs', 'western_electric', 'nelson', 'anhoej']).default('nhs'),
      /** From this day on a metric's limits are calculated anew, and why. */
      rebases: z.array(z.strictObject({ metric: z.string(), from: day, reason: z.string().min(1) })).default([]),
      /** Weeks with days of the Spring Festival are drawn, but neither limits nor signals come from them. */
      spring_festival: z.boolean().default(true),
      /** What is followed by segment, week by week: every metric named here over every dimension named here. */
      scanned_metrics: z
        .array(z.string())
        .default([
          'complaints_received',
          'first_response_on_time',
          'on_time_resolution',
          'registration_on_time',
          'reopen_rate',
          'escalation_rate',
          'csat_top2',
          'csat_mean',
          'nps',
          'response_rate',
        ]),
      scanned_dimensions: z
        .array(z.string())
        .default([
          'nature',
          'category',
          'product',
          'lot',
          'level',
          'cause_group',
          'cause',
          'channel',
          'region',
          'store',
          'department',
          'tier',
        ]),
      /** Share of false findings accepted among those that a scan flags. */
      false_discovery_rate: z.number().gt(0).lt(1).default(0.05),
      /** Segments with fewer in either period are not tested. */
      smallest_segment: z.int().min(1).default(30),
      /** What a case of each level counts in a Pareto weighted by level; a case without level counts 1. */
      level_weights: z.record(z.string(), z.number().min(0)).default({ L1: 1, L2: 2, L3: 4, L4: 8 }),
      /** Days after an action takes effect that are left out of its comparison. */
      wash_out_days: z.int().min(0).max(365).default(7),
      /** Days and cases after an action below which its effect is not judged. */
      cycle_days: z.int().min(1).max(365).default(28),
      planned_n: z.int().min(1).default(30),
    })
    .prefault({}),
  /** The variant taken of each contradiction among the norms (norms/choices.yaml); what is not named keeps its default. */
  norm_choices: z.record(z.string(), z.string()).default({}),
  /** What no export can show and somebody answers for: printed as stated by them, not as measured. */
  attestations: z
    .array(
      z.strictObject({
        requirement: z.string(),
        by: z.string().min(1),
        on: day,
        text: z.string().min(1),
        until: day.optional(),
      }),
    )
    .default([]),
})

const column = z.union([
  z.string(),
  z.strictObject({
    from: z.string(),
    /** The column of the time of day, where `from` has the day only. */
    time: z.string().optional(),
    /** Source value → canonical code or wording. */
    values: z.record(z.string(), z.string()).default({}),
    /** What personal data it may hold: obeyed by `publish` where it asks for more than the field's own column does. */
    class: z.enum(['direct_identifier', 'quasi_identifier', 'free_text', 'public']).optional(),
    /** The least and the greatest value that is believed; others are quarantined. */
    min: z.union([z.number(), z.string()]).optional(),
    max: z.union([z.number(), z.string()]).optional(),
  }),
])

/** What happens where a file is not as its mapping expects. */
const contract = z.strictObject({
  /** A column that no earlier file of this source had: said in the ledger, or the file is refused. */
  new_columns: z.enum(['warn', 'refuse']).default('warn'),
  /** A mapped column that the file lacks; required fields are always refused. */
  missing_columns: z.enum(['refuse', 'warn']).default('refuse'),
  /** A value that no code stands for: kept and listed by a check, or the row is quarantined. */
  unknown_values: z.enum(['list', 'quarantine']).default('list'),
})

/** `sources/*.yaml`: how the columns and values of one kind of export map onto an entity. */
export const sourceSchema = z.strictObject({
  source: z.string().regex(/^[a-z0-9][a-z0-9_-]*$/, { error: 'expected lowercase letters, digits, - and _' }),
  entity: z.enum(stagedEntities()),
  /** What a row of a complaint export is: a case, or an event of a case (the entity complaint_event by another name). */
  grain: z.enum(['case', 'event']).optional(),
  files: z.array(z.string()).min(1),
  /** Declared where the evidence of the bytes does not decide. */
  encoding: z
    .enum(['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'big5', 'shift_jis', 'euc-kr', 'windows-1252'])
    .optional(),
  /** What stands between the cells of a text file; found by evidence where it is not declared. */
  delimiter: z.string().min(1).max(4).optional(),
  sheet: z.string().optional(),
  timezone: timezone.optional(),
  /** When the export was made, read from the file's name: newer exports win over older ones. */
  exported_at: z
    .strictObject({
      filename: z.string().refine(isPattern, { error: 'expected a regular expression with one group' }),
      time: z
        .string()
        .regex(/^\d{2}:\d{2}$/)
        .default('00:00'),
    })
    .optional(),
  /**
   * strptime formats of instants beyond ISO 8601 and its variants with / and blanks; `%Ey` is a year of the Republic of
   * China (民國), `%p` also 上午 and 下午; `excel_serial` is a spreadsheet's number of days, `epoch` one of seconds or
   * milliseconds since 1970 in UTC.
   */
  dates: z.array(z.string()).default([]),
  /** Values that mean "nothing", beside the empty text. */
  nulls: z.array(z.string()).default([]),
  /** `content`: rows without a number of their own get one from their content. */
  key: z.enum(['field', 'content']).default('field'),
  /** `none`: the file has no header; columns are named by their place, `#1` being the first. */
  header: z.enum(['found', 'none']).default('found'),
  /** What stands below a header that is repeated: another table, or more of the same (pages, joined files). */
  repeated_header: z.enum(['other_table', 'same_table']).default('other_table'),
  /** `full`: an export holds all records there are; a key that it no longer has is reported. */
  extent: z.enum(['changes', 'full']).default('changes'),
  /** What happens with a row that ends before the last column. */
  short_rows: z.enum(['quarantine', 'pad']).default('quarantine'),
  /**
   * What happens with blank cells beyond the header's last one: some programs write a delimiter behind every record. A
   * header that lost a delimiter looks the same, so it has to be said.
   */
  extra_cells: z.enum(['quarantine', 'drop_blank']).default('quarantine'),
  /** Rows whose first cell begins with one of these are totals, or a survey tool's codes of its columns, not records. */
  footers: z.array(z.string()).default(['合计', '总计', '合計', '總計', 'Total', '{"ImportId"']),
  contract: contract.prefault({}),
  columns: z.record(z.string(), column),
  constants: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
})

const hours = z.number().positive().max(100_000)

/** Who decided it, when, and why: what an auditor asks of every deviation. */
const decision = z.strictObject({ by: z.string().min(1), on: day, reason: z.string().min(1) })

export const CLOCKS = [
  'registration',
  'first_response',
  'start',
  'acceptance',
  'assessment',
  'analysis',
  'preliminary',
  'ext_coord',
  'notice',
  'resolution',
  'major',
  'confirmation',
  'survey',
  'feedback_report',
] as const

const AMOUNTS = ['hours', 'hours_by_level', 'hours_by_type', 'hours_by_nature', 'working_days', 'days'] as const

/** One time limit. It applies to cases whose start event falls from `valid_from` to the day before `valid_to`. */
const limit = z
  .strictObject({
    clock: z.enum(CLOCKS),
    requirement: z.string().optional(),
    /** One limit for all levels, in clock hours. */
    hours: hours.optional(),
    /** Limits by level, in clock hours; a level that is not named has no limit. */
    hours_by_level: z.partialRecord(z.enum(['L1', 'L2', 'L3', 'L4']), hours).optional(),
    /** Limits by problem type, in clock hours: where the level gives none, or as choice K2 says. */
    hours_by_type: z.partialRecord(z.enum(['technical', 'process']), hours).optional(),
    /** Stricter limits for complaints of a nature, in clock hours: the shorter of this and the level's applies. */
    hours_by_nature: z.record(z.string(), hours).optional(),
    working_days: z.int().min(1).max(250).optional(),
    /** Calendar days. */
    days: z.int().min(1).max(3650).optional(),
    valid_from: day.optional(),
    /** First day on which it no longer applies. */
    valid_to: day.optional(),
    changed: decision.optional(),
  })
  .refine((entry) => AMOUNTS.filter((name) => entry[name] !== undefined).length === 1, {
    error: `expected one of ${AMOUNTS.join(', ')}`,
  })
  .refine(({ valid_from: from, valid_to: to }) => from === undefined || to === undefined || from < to, {
    error: 'expected valid_from before valid_to',
  })

/** A clause of the workspace's own, in the shape of a row of the register (norms/*.yaml of the product). */
const ownClause = z.strictObject({
  id: z
    .string()
    .regex(/^(?!R\d{3}$)[A-Z][A-Z0-9-]{0,15}$/, { error: 'expected capitals and digits, and not R001 to R273' }),
  clause: z.array(z.string()).default([]),
  title: localised,
  content: localised,
  metrics: z.array(z.string()).default([]),
  checks: z.array(z.string()).default([]),
  complete: z.array(z.string()).default([]),
  breakdown: z.array(z.string()).default([]),
  needs: z.array(z.string()).default([]),
})

/** `norms/*.yaml` of a workspace: the time limits in force, clauses switched off, and clauses of its own. */
export const normSchema = z.strictObject({
  norm: z.string(),
  title: localised.optional(),
  limits: z.array(limit).default([]),
  switched_off: z.array(z.strictObject({ requirement: z.string(), ...decision.shape })).default([]),
  clauses: z.array(ownClause).default([]),
})

export type Settings = z.infer<typeof settingsSchema>
export type Source = z.infer<typeof sourceSchema>
export type Norm = z.infer<typeof normSchema>

/** A source of complaints with an event a row, as the source of complaint_event that it is. */
export function withGrain({ grain, ...source }: Source): Source {
  return grain === 'event' && source.entity === 'complaint' ? { ...source, entity: 'complaint_event' } : source
}

/** What a source can hold: one entity a file under sql/1_staging. */
function stagedEntities(): string[] {
  const files = readdirSync(new URL('../../sql/1_staging/', import.meta.url))
  return files
    .filter((name) => name.endsWith('.sql'))
    .map((name) => name.replace(/\.sql$/, ''))
    .sort()
}

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

function isPattern(text: string): boolean {
  try {
    const groups = new RegExp(`${text}|`).exec('')
    return groups !== null && groups.length === 2
  } catch {
    return false
  }
}
