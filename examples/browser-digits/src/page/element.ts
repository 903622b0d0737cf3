/**
 * An element of the page by its id.
 *
 * @param kind its class, `HTMLInputElement` for one
 */
export function element<E extends HTMLElement>(id: string, kind: abstract new () => E): E {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`the page has no ${kind.name} with the id ${id}`);
}
