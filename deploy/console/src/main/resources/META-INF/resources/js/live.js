// What the console's server tells, as it happens: one stream for the whole page.
import { useEffect, useState } from './preact.js';

const MOST_FACTS = 600;
const AGAIN_MILLIS = 2000;
const SOON_MILLIS = 300;
const LATER_MILLIS = 2500;

/** The present state; pages read it, only this module writes it. */
export const live = {
  connection: 'connecting',
  topics: null,
  applications: null,
  health: null,
  platform: [],
  control: null,
  guarantees: null,
  lineage: null,
  troubles: [],
  acts: [],
  errors: [],
  events: [],
  facts: [],
};

const listeners = new Set();
const factListeners = new Set();
const known = new Set();
let scheduled = false;

function changed() {
  if (scheduled) return;
  scheduled = true;
  // A timer, not an animation frame: hidden pages stay up to date too.
  setTimeout(() => {
    scheduled = false;
    listeners.forEach((listener) => listener());
  }, 50);
}

const placeOf = (fact) => `${fact.topic}/${fact.partition}/${fact.offset}`;

function addFacts(facts) {
  const fresh = facts.filter((fact) => !known.has(placeOf(fact)));
  if (fresh.length === 0) return;
  fresh.forEach((fact) => known.add(placeOf(fact)));
  // What lay in the topics already is told after the first that happens.
  live.facts = [...live.facts, ...fresh].sort((one, other) => one.time - other.time);
  while (live.facts.length > MOST_FACTS) known.delete(placeOf(live.facts.shift()));
  factListeners.forEach((listener) => listener(fresh));
}

function hear(name, data) {
  if (name === 'facts') addFacts(data);
  else live[name] = data;
  changed();
}

/** Begins to listen, once it is known that this page may. */
export function connect() {
  const source = new EventSource('/api/live');
  source.onopen = () => hear('connection', 'live');
  source.addEventListener('snapshot', (event) => {
    Object.entries(JSON.parse(event.data)).forEach(([name, data]) => hear(name, data));
  });
  for (const name of ['topics', 'applications', 'health', 'platform', 'control', 'guarantees', 'lineage', 'troubles', 'acts', 'errors', 'events', 'facts']) {
    source.addEventListener(name, (event) => hear(name, JSON.parse(event.data)));
  }
  source.onerror = () => {
    hear('connection', 'lost');
    // The browser connects again by itself, unless it was refused.
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, AGAIN_MILLIS);
  };
}

/** Renders the component anew whenever the state changes. */
export function useLive() {
  const [, again] = useState(0);
  useEffect(() => {
    const listener = () => again((count) => count + 1);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, []);
  return live;
}

/** Calls with new facts, while the component is there. */
export function useFacts(hearFacts, dependencies) {
  useEffect(() => {
    factListeners.add(hearFacts);
    return () => factListeners.delete(hearFacts);
  }, dependencies);
}

/**
 * Calls soon after a fact that matters, once for many, and once more when it has been quiet for a
 * while: the view that is asked may hear of the fact a little later than this page.
 */
export function useAfterFacts(matters, act, dependencies) {
  useEffect(() => {
    let soon = 0;
    let later = 0;
    const listener = (facts) => {
      if (!facts.some(matters)) return;
      soon ||= setTimeout(() => {
        soon = 0;
        act();
      }, SOON_MILLIS);
      clearTimeout(later);
      later = setTimeout(act, LATER_MILLIS);
    };
    factListeners.add(listener);
    return () => {
      clearTimeout(soon);
      clearTimeout(later);
      factListeners.delete(listener);
    };
  }, dependencies);
}

/** Whether a fact is about the order, in whichever way it names it. */
export const isAboutOrder = (id) => (fact) =>
  fact.orderId === id || fact.paymentId === id || fact.key === id;
