import { type ChartOptions, type ControlChart, isKnown, type Series } from './control-chart.ts'
import { xmrChart } from './xmr-chart.ts'

/** Times between events of a steady rate are exponential; to this power they are nearly normal. */
const POWER = 1 / 3.6

/**
 * t chart of the times between rare events: an XmR chart of the times to the power 1/3.6, told in times again (Nelson 1994,
 * Journal of Quality Technology 26:239; as qicharts2 draws it). Its values and sigmas are on the scale of the power.
 */
export function tChart(times: Series, options: ChartOptions = {}): ControlChart {
  const powered = times.map((time) => (isKnown(time) ? Math.max(0, time) ** POWER : null))
  return { ...xmrChart(powered, { ...options, low: 0 }), chart: 't', told: (value) => value ** (1 / POWER) }
}
