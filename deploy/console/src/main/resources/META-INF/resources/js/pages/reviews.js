// Reviews: orders near their customer's limit that wait for a person, and the decision on one.
import { html, useState } from '../preact.js';
import { useAfterFacts } from '../live.js';
import { Empty, NotHere, Panel, Signature, State, Table, Time, Trouble, ask, money, tell, useAsked } from '../ui.js';
import { call, escaped, get, query } from '../api.js';

const PAGE = 20;

const isAboutReviews = (fact) => fact.topic.startsWith('fraud-review');

export function ReviewsPage({ rest }) {
  const [id] = rest;
  return html`<div class="columns">
    <${Panel} title="Waiting for a person" id="reviews-title"><${Open} chosen=${id} /><//>
    ${id && html`<${Panel} title="Review of order ${id}" id="review-title"><${Review} id=${id} key=${id} /><//>`}
  </div>`;
}

/** Those that are open, the most urgent first. */
function Open({ chosen }) {
  const [before, setBefore] = useState([]);
  const cursor = before.at(-1) || '';
  const reviews = useAsked(() => get('fraud', `/v1/fraud/reviews${query({ limit: PAGE, cursor })}`), [cursor]);
  useAfterFacts(isAboutReviews, reviews.again, [cursor]);
  if (reviews.problem?.status === 404 && !reviews.content) return html`<${NotHere} what="The list of reviews" />`;
  const items = reviews.content?.items;
  return html`
    <${Trouble} problem=${reviews.problem} />
    ${!items && reviews.pending && html`<${Empty}>Looking…<//>`}
    ${items?.length === 0 && html`<div id="no-reviews"><${Empty}>No order waits for a person.<//></div>`}
    ${items?.length > 0 && html`<${Table} caption="Open reviews" heads=${['Order', 'Customer', 'This order', 'With it, in one hour', 'Limit', 'Until']}>
      ${items.map((it) => html`<tr key=${it.orderId}>
        <th scope="row"><a href="#/reviews/${escaped(it.orderId)}" aria-current=${it.orderId === chosen ? 'true' : null}>${it.orderId}</a></th>
        <td>${it.customerId}</td><td>${money(it.orderTotal, it.currency)}</td><td>${money(it.total, it.currency)}</td><td>${money(it.limit, it.currency)}</td><td><${Time} at=${it.until} /></td></tr>`)}
    <//>`}
    <div class="buttons">
      ${before.length > 0 && html`<button type="button" onClick=${() => setBefore(before.slice(0, -1))}>More urgent</button>`}
      ${reviews.content?.next && html`<button type="button" onClick=${() => setBefore([...before, reviews.content.next])}>Less urgent</button>`}
    </div>`;
}

/** How a review's state looks: what is open is a thing to do. */
const MEANINGS = { OPEN: 'UNDER_REVIEW', APPROVED: 'PASS', DECLINED: 'FAIL', LAPSED: 'FAILED', WITHDRAWN: 'CANCELLED' };

function Review({ id }) {
  const review = useAsked(() => get('fraud', `/v1/fraud/reviews/${escaped(id)}`), [id]);
  const [problem, setProblem] = useState(null);
  useAfterFacts(isAboutReviews, review.again, [id]);
  const it = review.content;
  if (!it) return review.pending ? html`<${Empty}>Looking…<//>` : html`<${Trouble} problem=${review.problem} />`;
  const decide = async (path, question, done) => {
    const signed = await ask({ ...question, fields: html`<${Signature} why="reason" />` });
    if (!signed) return;
    setProblem(null);
    try {
      await call('fraud', 'POST', `/v1/fraud/reviews/${escaped(id)}/${path}`, signed);
      tell(done);
    } catch (failed) {
      setProblem(failed);
    }
    review.again();
  };
  const approve = () => decide('approve', { title: `Let order ${id} pass?`, text: 'The first decision counts.', yes: 'Approve' }, 'It is approved.');
  const decline = () => decide('decline', { title: `Refuse order ${id}?`, text: 'It fails, and its customer reads the reason in it.', yes: 'Decline', danger: true }, 'It is declined.');
  return html`
    <p class="large" id="review-state"><${State} of=${MEANINGS[it.state]} words=${it.state} /></p>
    <dl>
      <dt>Order</dt><dd><a href="#/orders/${escaped(it.orderId)}">${it.orderId}</a>, ${money(it.orderTotal, it.currency)}</dd>
      <dt>Customer</dt><dd>${it.customerId}</dd>
      <dt>With it, in one hour</dt><dd>${money(it.total, it.currency)} of ${money(it.limit, it.currency)}</dd>
      <dt>Ordered</dt><dd><${Time} at=${it.orderedAt} /></dd>
      <dt>Decided until</dt><dd><${Time} at=${it.until} /></dd>
    </dl>
    ${it.decidedBy && html`<p id="review-act">${it.state} by <strong>${it.decidedBy}</strong> <${Time} at=${it.endedAt} />: ${it.reason}</p>`}
    ${it.state === 'OPEN' && html`<div class="buttons">
      <button type="button" class="primary" onClick=${approve}>Approve…</button>
      <button type="button" class="danger" onClick=${decline}>Decline…</button>
    </div>`}
    <${Trouble} problem=${problem} />`;
}
