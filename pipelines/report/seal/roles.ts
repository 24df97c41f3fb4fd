/** Who signs a report, in this order. */
export const ROLES = ['author', 'reviewer', 'audit_lead'] as const
export type Role = (typeof ROLES)[number]

const SCHEME = 'huiyin-seal:'

export function isRole(name: string): name is Role {
  return (ROLES as readonly string[]).includes(name)
}

/** The address of a link that marks, on a page, the place for a role's signature; printing turns it into a field. */
export function placeFor(role: Role): string {
  return SCHEME + role
}

/** The role whose place a link's address marks. */
export function roleOfPlace(address: string): Role | undefined {
  const name = address.startsWith(SCHEME) ? address.slice(SCHEME.length) : ''
  return isRole(name) ? name : undefined
}
