// Requests to the services, by way of the console's own server.

/** A failed request; what the service's problem document (RFC 9457) says. */
export class Problem extends Error {
  constructor(status, document) {
    super(document.detail || document.title || `The answer has status ${status}.`);
    this.status = status;
    this.violations = document.violations || [];
  }
}

/** Asks a service; gives the content of its answer, null where it has none. */
export async function call(service, method, path, body) {
  let response;
  try {
    response = await fetch(`/api${service && `/${service}`}${path}`, {
      method,
      headers: method === 'GET' ? {} : { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Problem(0, { detail: 'The console itself does not answer.' });
  }
  // The token is not good any more: the page begins anew, and asks for another.
  if (response.status === 401) location.reload();
  const text = await response.text();
  const content = parsed(text);
  if (!response.ok) throw new Problem(response.status, content || {});
  return content;
}

export const get = (service, path) => call(service, 'GET', path);

/** Asks the console for what it has itself. */
export const own = (path) => call('', 'GET', path);

function parsed(text) {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/** Who looks: whether a token is required, and whose was given. */
export async function session() {
  const response = await fetch('/api/session', { cache: 'no-store' });
  const content = parsed(await response.text());
  if (!response.ok) throw new Problem(response.status, content || {});
  return content;
}

/** Gives the token of whoever looks; it is kept where scripts cannot read it. */
export async function signIn(token) {
  const response = await fetch('/api/session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  const content = parsed(await response.text());
  if (!response.ok) throw new Problem(response.status, content || {});
}

/** Forgets the token. */
export const signOut = () =>
  fetch('/api/session', { method: 'DELETE', headers: { 'Content-Type': 'application/json' } });

/** A query string of those fields that are filled. */
export function query(fields) {
  const filled = Object.entries(fields).filter(([, value]) => value !== '' && value != null);
  return filled.length === 0 ? '' : `?${new URLSearchParams(filled)}`;
}

export const escaped = encodeURIComponent;

/**
 * Goes to what a request made, unless the person has gone somewhere else meanwhile.
 *
 * @param from where the request was made, as location.hash says
 */
export function goOn(from, to) {
  if (location.hash === from) location.hash = to;
}
