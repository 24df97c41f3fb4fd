/** How the axes of a unit write their numbers, in the notation of d3. */
const FORMATS: Readonly<Record<string, string>> = {
  count: ',d',
  share: '.0%',
  points: ',.0f',
  score: '.2~f',
  hours: ',~r',
  days: ',~r',
  per_thousand: '.2~f',
  ratio: '.2f',
  amount: ',d',
}

export function axisFormat(unit: string): string {
  return FORMATS[unit] ?? ',~r'
}
