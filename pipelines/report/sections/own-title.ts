import { z } from 'zod'
import { LOCALES } from '../../core/locale.ts'

const [cn, tw, en] = LOCALES

/** A section's title as a department writes it. */
export const ownTitle = z.strictObject({ [cn]: z.string(), [tw]: z.string(), [en]: z.string() })
