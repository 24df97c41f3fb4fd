const NAME = 'huiyin_session'
/** A cookie of this name is taken by browsers only from the host itself and over TLS. */
const SECURE_NAME = `__Host-${NAME}`

/** The session's secret from a Cookie header. */
export function readSessionCookie(header: string | undefined, isSecure: boolean): string | undefined {
  const wanted = isSecure ? SECURE_NAME : NAME
  for (const part of (header ?? '').split(';')) {
    const [name, value] = part.trim().split('=', 2)
    if (name === wanted && value !== undefined && /^[\w-]{43}$/.test(value)) return value
  }
  return undefined
}

/** A Set-Cookie header; an empty secret removes the cookie. */
export function sessionCookie(secret: string, isSecure: boolean): string {
  const age = secret === '' ? '; Max-Age=0' : ''
  return `${isSecure ? SECURE_NAME : NAME}=${secret}; Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}${age}`
}
