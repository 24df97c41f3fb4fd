import { readFileSync } from 'node:fs'
import Handlebars from 'handlebars'
import type { Locale } from '../../core/locale.ts'
import { message } from '../../core/messages.ts'

type Template = (values: Readonly<Record<string, string | boolean>>) => string
let template: Template | undefined

/** The login page, without a script. `failure` is a key of the messages under `login`. */
export function loginHtml(locale: Locale, next: string, failure: string | undefined): string {
  template ??= Handlebars.compile(
    readFileSync(new URL('../../../templates/dashboard/login.hbs', import.meta.url), 'utf8'),
    { strict: true },
  )
  const say = (key: string) => message(locale, 'dashboard', `login.${key}`)
  return template({
    lang: locale,
    title: message(locale, 'dashboard', 'page.title'),
    heading: say('title'),
    name: say('name'),
    password: say('password'),
    submit: say('submit'),
    failure: failure === undefined ? '' : say(failure),
    next,
  })
}
