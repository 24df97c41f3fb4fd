import { z } from 'zod'
import { day, locale, localised, timezone } from './schema-parts.ts'

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

export type Settings = z.infer<typeof settingsSchema>
