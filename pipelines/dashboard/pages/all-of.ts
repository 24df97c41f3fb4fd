type Answers = Readonly<Record<string, Promise<unknown>>>
type AnswersOf<Asked extends Answers> = { [Name in keyof Asked]: Awaited<Asked[Name]> }

/** What a page asks for at once, under the names of the questions: threads count for all of them meanwhile. */
export async function allOf<Asked extends Answers>(asked: Asked): Promise<AnswersOf<Asked>> {
  const answers = await Promise.all(Object.entries(asked).map(async ([name, answer]) => [name, await answer] as const))
  return Object.fromEntries(answers) as AnswersOf<Asked>
}
