import type { MartRow } from '../../warehouse/fill-mart.ts'

const ANALYSES: Readonly<Record<string, readonly string[]>> = {
  signal: ['rules', 'rebases', 'spring_festival', 'baseline_points'],
  scan: [
    'scanned_metrics',
    'scanned_dimensions',
    'false_discovery_rate',
    'smallest_segment',
    'scan_weeks',
    'spring_festival',
  ],
  contribution: ['change_weeks'],
  driver: ['false_discovery_rate', 'most_answers'],
  pareto: ['scan_weeks', 'level_weights'],
  fishbone: ['scan_weeks'],
  five_w1h: ['change_weeks', 'smallest_segment', 'false_discovery_rate'],
  five_w1h_pair: ['change_weeks', 'smallest_segment', 'false_discovery_rate', 'least_pair'],
  funnel: ['scan_weeks', 'smallest_segment'],
  training_effect: ['least_pairs'],
  coder_agreement: ['least_coded_twice'],
  attribution: ['most_coded'],
  keyness: ['most_cases'],
  near_duplicate: ['most_compared'],
  batch_incident: ['most_compared'],
  improvement_effect: ['wash_out_days', 'cycle_days', 'planned_n'],
}

/** The rows of `marts.analysis_parameter`: each mart with the parameters that decide it. Lists are JSON. */
export function parameterRows(parameters: Readonly<Record<string, unknown>>): MartRow[] {
  return Object.entries(ANALYSES).flatMap(([analysis, names]) =>
    names.map((parameter) => {
      const setting = parameters[parameter]
      return { analysis, parameter, setting: typeof setting === 'object' ? JSON.stringify(setting) : String(setting) }
    }),
  )
}
