import type { EntityChoice } from './choose-entity.ts'
import type { Look } from './look.ts'
import type { Proposal, Question } from './proposal.ts'
import { propose } from './propose.ts'

/** Puts a question to a person: the chosen value, '' for "leave it out", undefined for no further questions. */
export type Ask = (question: Question) => Promise<string | undefined>

/** Asks what is not sure, one question after the other, each on the grounds of the answers before it. */
export async function askQuestions(
  look: Look,
  choice: EntityChoice,
  options: { entity?: string; source: string },
  ask: Ask,
): Promise<Proposal> {
  const answers = new Map<string, string>()
  for (;;) {
    const proposal = propose(look, choice, { ...options, answers })
    const question = proposal.questions.find(({ choices }) => choices.length > 0)
    if (question === undefined) return proposal
    const answer = await ask(question)
    if (answer === undefined) return proposal
    answers.set(question.id, answer)
  }
}
