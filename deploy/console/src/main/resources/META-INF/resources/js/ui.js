// What the pages have in common to show things with.
import { html, useEffect, useLayoutEffect, useRef, useState } from './preact.js';

/** States of orders, payments, instances and gates, by what they mean for people. */
const GOOD = ['CONFIRMED', 'SHIPPED', 'COMPLETE', 'READY', 'RUNNING', 'RUN', 'PASS', 'SENT', 'PAID', 'OPEN', 'Stable', 'REPLAYED', 'HOLDS', 'CAPTURED'];
const BAD = ['FAILED', 'REJECTED', 'REVERSED', 'AWAY', 'FAIL', 'ERROR', 'REFUSED', 'Empty', 'Dead', 'BROKEN', 'dead'];
const HALTED = ['CANCELLED', 'PAUSED', 'PAUSE', 'DRAINED', 'DRAIN', 'DRAINING', 'NOT_READY', 'FROZEN', 'DISCARDED', 'VOIDED', 'REFUNDED', 'PreparingRebalance', 'CompletingRebalance'];

export const meaning = (state) =>
  GOOD.includes(state) ? 'good' : BAD.includes(state) ? 'bad' : HALTED.includes(state) ? 'halted' : 'open';

const SIGNS = { good: '✓', bad: '✕', halted: '‖', open: '…' };

/** A state as a word with a sign, never by colour alone. */
export function State({ of, words }) {
  const kind = meaning(of);
  return html`<span class="state ${kind}" data-state=${of}><span aria-hidden="true">${SIGNS[kind]}</span> ${words || of}</span>`;
}

/** A moment of the day; the full one on demand. */
export function Time({ at }) {
  if (!at) return html`<span class="quiet">–</span>`;
  const moment = new Date(at);
  const today = moment.toDateString() === new Date().toDateString();
  const clock = moment.toLocaleTimeString(undefined, { hour12: false });
  return html`<time datetime=${moment.toISOString()} title=${moment.toISOString()}>${today ? clock : `${moment.toLocaleDateString()} ${clock}`}</time>`;
}

export const seconds = (millis) => (millis >= 10000 ? `${(millis / 1000).toFixed(1)} s` : `${Math.round(millis)} ms`);

export const money = (amount, currency) => html`<span class="money">${amount} <small>${currency}</small></span>`;

/** What went wrong, for people, with each violated rule. */
export function Trouble({ problem }) {
  if (!problem) return null;
  return html`<div class="trouble" role="alert">
    <strong>${problem.status ? `${problem.status}: ` : ''}${problem.message}</strong>
    ${problem.violations?.length > 0 &&
    html`<ul>${problem.violations.map((it) => html`<li><code>${it.field}</code> ${it.message}</li>`)}</ul>`}
  </div>`;
}

/** What this installation does not have. */
export const NotHere = ({ what }) => html`<p class="quiet nothere">${what} is not available here: the services that run do not offer it.</p>`;

export const Empty = ({ children }) => html`<p class="quiet">${children}</p>`;

export function Panel({ title, children, aside, id }) {
  return html`<section class="panel" aria-labelledby=${id}>
    <header><h2 id=${id}>${title}</h2>${aside}</header>
    ${children}
  </section>`;
}

let fields = 0;

/** A labelled input, or one of the options; the violated rule, if any, stands beside it. */
export function Field({ label, name, problem, hint, options, field, id, ...rest }) {
  const [made] = useState(() => `field-${++fields}`);
  const own = id || made;
  const broken = problem?.violations?.find((it) => it.field === (field || name));
  const note = broken?.message || hint;
  const shared = { id: own, name, 'aria-invalid': broken ? 'true' : null, 'aria-describedby': note ? `${own}-note` : null };
  return html`<div class="field">
    <label for=${own}>${label}</label>
    ${options
    ? html`<select ...${shared} ...${rest}>${options.map(([value, words]) => html`<option value=${value}>${words}</option>`)}</select>`
    : html`<input autocomplete="off" spellcheck=${false} ...${shared} ...${rest} />`}
    ${note && html`<small id="${own}-note" class=${broken ? 'broken' : 'quiet'}>${note}</small>`}
  </div>`;
}

/**
 * Who does it, which is remembered for the next time, and why.
 *
 * @param why the name of the field for the reason
 */
export function Signature({ why = 'why' }) {
  return html`<${Field} label="Your name" name="by" required value=${sessionStorage.getItem('by') || ''} onChange=${(event) => sessionStorage.setItem('by', event.target.value)} />
    <${Field} label="Why" name=${why} required />`;
}

/** The filled-in fields of a form, by name. */
export const filled = (form) => Object.fromEntries(new FormData(form).entries());

/** The head of a column that narrow screens leave out; its cells have the class too. */
export const wideOnly = (head) => html`<th scope="col" class="wide-only">${head}</th>`;

/** A table that scrolls by itself where the page is narrow. */
export function Table({ caption, heads, children }) {
  return html`<div class="scroll" role="region" aria-label=${caption} tabindex="0">
    <table>
      <caption class="sr">${caption}</caption>
      <thead><tr>${heads.map((head) => (typeof head === 'string' ? html`<th scope="col">${head}</th>` : head))}</tr></thead>
      <tbody>${children}</tbody>
    </table>
  </div>`;
}

let asking = null;

/** Asks before something is done; gives whether it is wanted, with what was filled in. */
export function ask({ title, text, yes, danger, fields }) {
  return new Promise((answer) => asking?.({ title, text, yes, danger, fields, answer }));
}

/** Where questions appear. */
export function Questions() {
  const [question, setQuestion] = useState(null);
  const dialog = useRef(null);
  asking = setQuestion;
  // Before anybody sees it: a key that is pressed at once is meant for the question.
  useLayoutEffect(() => {
    if (question) dialog.current?.showModal();
  }, [question]);
  if (!question) return null;
  const end = (answer) => {
    dialog.current?.close();
    setQuestion(null);
    question.answer(answer);
  };
  const submit = (event) => {
    event.preventDefault();
    end(filled(event.target));
  };
  return html`<dialog ref=${dialog} aria-labelledby="question" onCancel=${(event) => { event.preventDefault(); end(null); }}>
    <form onSubmit=${submit}>
      <h2 id="question">${question.title}</h2>
      ${question.text && html`<p>${question.text}</p>`}
      ${question.fields}
      <div class="buttons">
        <button type="button" onClick=${() => end(null)}>No, leave it</button>
        <button type="submit" class=${question.danger ? 'danger' : 'primary'}>${question.yes}</button>
      </div>
    </form>
  </dialog>`;
}

let telling = null;

/** Says what was done, on the screen and to screen readers. */
export const tell = (text) => telling?.(text);

export function Notices() {
  const [text, setText] = useState('');
  telling = setText;
  useEffect(() => {
    if (!text) return undefined;
    const timer = setTimeout(() => setText(''), 8000);
    return () => clearTimeout(timer);
  }, [text]);
  return html`<div class="notice" role="status" aria-live="polite">${text && html`<p>${text}</p>`}</div>`;
}

/** Something asked for: its content, or why there is none; and how to ask again. */
export function useAsked(request, dependencies) {
  const [asked, setAsked] = useState({ content: null, problem: null, pending: true });
  const latest = useRef(0);
  const again = async () => {
    const number = ++latest.current;
    try {
      const content = await request();
      if (number === latest.current) setAsked({ content, problem: null, pending: false });
    } catch (problem) {
      if (number === latest.current) setAsked((before) => ({ content: before.content, problem, pending: false }));
    }
  };
  useEffect(() => {
    setAsked({ content: null, problem: null, pending: true });
    again();
    return () => { latest.current += 1; };
  }, dependencies);
  return { ...asked, again };
}
