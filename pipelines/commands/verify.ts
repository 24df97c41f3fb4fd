import type { CommandContext } from './context.ts'
export default async function c(
  _c: CommandContext,
  _a: readonly string[],
  _o: Record<string, string | boolean | string[] | undefined>,
): Promise<number> {
  return 0
}
