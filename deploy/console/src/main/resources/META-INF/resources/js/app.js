// The frame around the pages: where one is, whether all is live and well, and how to get elsewhere.
import { html, render, useEffect, useRef, useState } from './preact.js';
import { session, signOut } from './api.js';
import { connect, useLive } from './live.js';
import { SignIn } from './signin.js';
import { Notices, Questions } from './ui.js';
import { verdict } from './wellbeing.js';
import { FlowPage } from './pages/flow.js';
import { OrdersPage } from './pages/orders.js';
import { OrderPage } from './pages/order.js';
import { PaymentsPage } from './pages/payments.js';
import { ControlPage } from './pages/control.js';
import { LettersPage } from './pages/letters.js';
import { ReviewsPage } from './pages/reviews.js';
import { HealthPage } from './pages/health.js';
import { TracesPage } from './pages/traces.js';

const PAGES = [
  ['flow', 'Flow', FlowPage],
  ['orders', 'Orders', OrdersPage],
  ['payments', 'Payments and accounts', PaymentsPage],
  ['control', 'Control', ControlPage],
  ['reviews', 'Reviews', ReviewsPage],
  ['letters', 'Dead letters', LettersPage],
  ['traces', 'Traces', TracesPage],
  ['health', 'Health', HealthPage],
];

function place() {
  const [page, ...rest] = location.hash.replace(/^#\/?/, '').split('/');
  return { page: page || 'flow', rest: rest.map(decodeURIComponent) };
}

function usePlace() {
  const [now, setNow] = useState(place());
  useEffect(() => {
    const listener = () => setNow(place());
    addEventListener('hashchange', listener);
    return () => removeEventListener('hashchange', listener);
  }, []);
  return now;
}

const CONNECTIONS = { live: 'Live', connecting: 'Connecting…', lost: 'Connection lost, trying again' };

const leave = async () => {
  await signOut();
  location.reload();
};

function Head({ page, who }) {
  const live = useLive();
  const well = verdict(live);
  return html`<header class="top">
    <a class="skip" href="#main" onClick=${(event) => { event.preventDefault(); document.getElementById('main').focus(); }}>To the content</a>
    <a class="brand" href="#/flow"><img src="icon.svg" alt="" width="24" height="24" />Cascade</a>
    <nav aria-label="Pages">
      ${PAGES.map(([name, title]) => html`<a href="#/${name}" aria-current=${name === page ? 'page' : null}>${title}</a>`)}
    </nav>
    <div class="status">
      <a href="#/health" class="state ${well.kind}" id="wellbeing">${well.words}</a>
      ${who && html`<button type="button" class="small" id="signout" onClick=${leave}>Sign out ${who}</button>`}
      <span class="connection ${live.connection}" role="status" id="connection">${CONNECTIONS[live.connection]}</span>
    </div>
  </header>`;
}

function App({ who }) {
  const { page, rest } = usePlace();
  const main = useRef(null);
  const first = useRef(true);
  const [, title, Page] = PAGES.find(([name]) => name === page) || PAGES[0];
  const single = page === 'orders' && rest.length > 0;
  useEffect(() => {
    document.title = `${single ? `Order ${rest[0]}` : title} – Cascade`;
    // People who hear pages rather than see them notice that it is another one.
    if (!first.current) main.current?.focus();
    first.current = false;
    scrollTo(0, 0);
  }, [page, rest.join('/')]);
  return html`
    <${Head} page=${page} who=${who} />
    <main id="main" tabindex="-1" ref=${main}>
      <h1>${single ? html`<a href="#/orders">Orders</a> / ${rest[0]}` : title}</h1>
      ${single ? html`<${OrderPage} id=${rest[0]} key=${rest[0]} />` : html`<${Page} rest=${rest} />`}
    </main>
    <${Notices} />
    <${Questions} />`;
}

const root = document.getElementById('app');

/** Pages for whoever may see them; everybody else is asked for a token, and shown nothing. */
async function start() {
  let who;
  try {
    who = await session();
  } catch (problem) {
    root.textContent = `${problem.message} Trying again…`;
    setTimeout(start, 2000);
    return;
  }
  root.textContent = '';
  if (who.required && !who.subject) {
    render(html`<${SignIn} />`, root);
    return;
  }
  connect();
  render(html`<${App} who=${who.subject} />`, root);
}

start();
