export const REPORT_FORMATS = ['pdf', 'html'] as const
export type ReportFormat = (typeof REPORT_FORMATS)[number]
