import { element } from './element.ts'

export interface Segment {
  readonly value: string
  readonly label: string
}

export interface Segments {
  readonly node: HTMLElement
  choose(value: string | undefined): void
  /** Leaves only those buttons that can be pressed now. */
  allow(isAllowed: (value: string) => boolean): void
}

/** A row of buttons of which one is pressed. */
export function segments(
  id: string,
  label: string,
  choices: readonly Segment[],
  chosen: (value: string) => void,
): Segments {
  const buttons = choices.map((choice) => ({
    value: choice.value,
    node: element(
      'button',
      { type: 'button', id: `${id}-${choice.value}`, onclick: () => chosen(choice.value) },
      choice.label,
    ),
  }))
  return {
    node: element('div', { class: 'segments', role: 'group', 'aria-label': label }, ...buttons.map(({ node }) => node)),
    choose(value) {
      for (const button of buttons) button.node.setAttribute('aria-pressed', String(button.value === value))
    },
    allow(isAllowed) {
      for (const button of buttons) button.node.disabled = !isAllowed(button.value)
    },
  }
}
