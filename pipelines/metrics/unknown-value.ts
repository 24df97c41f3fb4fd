/** The word for a blank value, in filters; the dashboard's page uses it as well. */
export const UNKNOWN = 'unknown'
