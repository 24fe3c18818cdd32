// One order: where it is, why it ended so, what it waits for, and what can be done.
import { html, useState } from '../preact.js';
import { isAboutOrder, useAfterFacts, useLive } from '../live.js';
import { Empty, Field, Panel, State, Table, Time, Trouble, ask, money, seconds, tell, useAsked, wideOnly } from '../ui.js';
import { call, escaped, get } from '../api.js';
import { isPaused, isServiceWell } from '../wellbeing.js';

const VALIDATORS = { inventory: 'inventory', fraud: 'fraud', 'order-details': 'order-details' };

export function OrderPage({ id }) {
  const live = useLive();
  const order = useAsked(() => get('orders', `/v1/orders/${escaped(id)}?timeout=2000`), [id]);
  const timeline = useAsked(() => get('orders', `/v1/orders/${escaped(id)}/timeline?timeout=3000`), [id]);
  const mails = useAsked(() => get('email', `/v1/emails?orderId=${escaped(id)}`), [id]);
  useAfterFacts(isAboutOrder(id), () => {
    order.again();
    timeline.again();
    mails.again();
  }, [id]);
  if (!order.content) {
    return order.pending ? html`<${Empty}>Looking for it…<//>` : order.problem?.status === 404
      ? html`<${Panel} title="Nowhere" id="nowhere"><p id="unknown-order">No order with the id <code>${id}</code> is known. It was never accepted, or it ended so long ago that it is forgotten.</p><//>`
      : html`<${Trouble} problem=${order.problem} />`;
  }
  const heard = live.facts.filter(isAboutOrder(id));
  const facts = timeline.content?.facts || heard;
  return html`
    <${Trouble} problem=${order.problem} />
    <div class="columns">
      <div>
        <${Panel} title="Where it is" id="where-title"><${Where} order=${order.content} facts=${facts} live=${live} /><${Deeds} order=${order.content} again=${order.again} /><//>
        <${Panel} title="Mails" id="mails-title"><${Mails} mails=${mails} /><//>
      </div>
      <div>
        <${Panel} title="What was ordered" id="what-title"><${Content} order=${order.content} /><//>
        <${Panel} title="Verdicts" id="verdicts-title"><${Verdicts} order=${order.content} facts=${facts} complete=${Boolean(timeline.content)} /><//>
      </div>
    </div>
    <${Panel} title="Timeline" id="timeline-title" aside=${html`<span class="line"><${TraceLinks} facts=${facts} /><a href="#/flow/${escaped(id)}">Follow it in the picture</a></span>`}>
      ${!timeline.content && !timeline.pending && html`<p class="quiet nothere">The whole timeline is not available here: this is what the console has heard since it looks.</p>`}
      ${timeline.content?.missing?.length > 0 && html`<p>Something may be missing: ${timeline.content.missing.map(said).join('; ')}.</p>`}
      <${Timeline} facts=${facts} />
    <//>`;
}

/** What an order that is not ended waits for, and how to free it. */
function waitsFor(order, facts, live) {
  if (order.state === 'CREATED' && order.underReview?.length > 0) return html`A person decides on it: see <a href="#/reviews/${escaped(order.id)}">its review</a>.`;
  if (order.state === 'CREATED') {
    const judged = facts.filter((it) => it.topic === 'order-validations').map(ruleOf);
    const missing = (order.requiredRules || []).filter((rule) => !judged.includes(rule));
    const away = missing.filter((rule) => VALIDATORS[rule] && isServiceWell(live, VALIDATORS[rule]) === false);
    if (away.length > 0) return html`It waits for ${away.join(', ')}, which ${away.length === 1 ? 'is' : 'are'} away: start it again (see <a href="#/health">Health</a>), or the order fails at its deadline.`;
    return missing.length === 0 ? 'It waits for its verdicts to be counted.' : `It waits for a verdict of ${missing.join(', ')}.`;
  }
  if (order.state === 'VALIDATED') {
    if (isServiceWell(live, 'payments') === false) return html`It waits for its payment, and payments is away (see <a href="#/health">Health</a>).`;
    if (isPaused(live)) return html`It waits for its payment, and the payment gate is closed (${live.control.gate.mode}). <a href="#/control">Resume it</a> to free the order.`;
    return 'It waits for its payment.';
  }
  if (order.state === 'CONFIRMED') return order.cancellation ? 'It is cancelled and waits for the refund.' : 'It is paid and waits to be shipped.';
  return '';
}

/** The service's timeline says "verdict fraud PASS" where the console hears "fraud PASS". */
const ruleOf = (fact) => fact.what.replace(/^verdict /, '').split(' ')[0];

function Where({ order, facts, live }) {
  const waits = waitsFor(order, facts, live);
  const payments = [...new Set(facts.map((it) => it.paymentId || it.detail?.paymentId).filter(Boolean))];
  return html`
    <p class="large"><${State} of=${order.state} /></p>
    ${waits && html`<p id="waits-for">${waits}</p>`}
    ${order.deadline && html`<p class="quiet">This state ends by itself <${Time} at=${order.deadline} />.</p>`}
    ${order.reasons.length > 0 && html`<h3>Why</h3>
      <ul id="reasons">${order.reasons.map((it) => html`<li><strong>${it.detail}</strong> <span class="quiet">${it.source}: ${it.code}</span></li>`)}</ul>`}
    <dl>
      ${payments.length > 0 && html`<dt>${payments.length === 1 ? 'Payment' : 'Payments'}</dt><dd>${payments.map((it) => html`<a href="#/payments/payment/${escaped(it)}">${it}</a> `)}</dd>`}
      <dt>Customer</dt><dd>${order.customerId}</dd>
      <dt>Placed</dt><dd><${Time} at=${order.createdAt} /></dd>
      <dt>Last decided</dt><dd><${Time} at=${order.updatedAt} /></dd>
      <dt>Version</dt><dd>${order.version ?? 'not decided on yet'}</dd>
    </dl>`;
}

function Deeds({ order, again }) {
  const [problem, setProblem] = useState(null);
  const act = async (question, path, body) => {
    const wanted = await ask(question);
    if (!wanted) return;
    setProblem(null);
    try {
      await call('orders', 'POST', `/v1/orders/${escaped(order.id)}/${path}`, body?.(wanted));
      tell(`${question.yes}: asked for.`);
      again();
    } catch (failed) {
      setProblem(failed);
    }
  };
  const cancel = () => act({
    title: `Cancel order ${order.id}?`, text: order.state === 'CONFIRMED' ? 'Its payment is refunded first.' : 'Its reservation is given back.', yes: 'Cancel it', danger: true,
    fields: html`<${Field} label="Reason" name="reason" hint="may stay empty" />`,
  }, 'cancel', (wanted) => (wanted.reason ? { reason: wanted.reason } : undefined));
  const ship = () => act({ title: `Ship order ${order.id}?`, text: 'What is reserved leaves the stock. That cannot be undone.', yes: 'Ship it' }, 'ship');
  const open = ['CREATED', 'VALIDATED', 'CONFIRMED'].includes(order.state) && !order.cancellation;
  return html`
    <div class="buttons">
      ${open && html`<button type="button" class="danger" onClick=${cancel}>Cancel…</button>`}
      ${open && order.state === 'CONFIRMED' && html`<button type="button" class="primary" onClick=${ship}>Ship…</button>`}
    </div>
    <${Trouble} problem=${problem} />`;
}

function Content({ order }) {
  return html`<${Table} caption="Lines of the order" heads=${['Line', 'Product', 'Quantity', 'Unit price']}>
    ${order.lines.map((line) => html`<tr><td class="number">${line.number}</td><th scope="row">${line.productId}</th><td class="number">${line.quantity}</td><td class="number">${money(line.unitPrice, order.currency)}</td></tr>`)}
  <//>
  <p>Total <strong>${money(order.total, order.currency)}</strong></p>`;
}

function Verdicts({ order, facts, complete }) {
  const verdicts = facts.filter((it) => it.topic === 'order-validations');
  const rules = order.requiredRules || [];
  if (rules.length === 0) return html`<${Empty}>The order is accepted and not decided on yet.<//>`;
  return html`<ul class="plain" id="verdicts">${rules.map((rule) => {
    const own = verdicts.filter((it) => ruleOf(it) === rule);
    const failed = order.reasons.filter((it) => it.source === rule);
    const word = failed.length > 0 ? 'FAIL' : own.length > 0 ? (own.some((it) => it.what.includes('FAIL')) ? 'FAIL' : 'PASS') : ['VALIDATED', 'CONFIRMED', 'SHIPPED'].includes(order.state) ? 'PASS' : '';
    return html`<li data-rule=${rule}>${word ? html`<${State} of=${word} />` : html`<span class="state open">${complete || order.state === 'CREATED' ? '… none yet' : '… not heard'}</span>`} <strong>${rule}</strong>
      <span class="quiet">${failed.map((it) => it.detail).join(' ')}</span></li>`;
  })}</ul>`;
}

function Mails({ mails }) {
  if (!mails.content) return mails.pending ? html`<${Empty}>Looking…<//>` : html`<${Trouble} problem=${mails.problem} />`;
  if (mails.content.items.length === 0) return html`<${Empty}>None was sent: none is due, or it has no outcome yet.<//>`;
  return html`<ul class="plain">${mails.content.items.map((it) => html`<li><${State} of=${it.outcome} /> <${Time} at=${it.at} /> <span class="quiet">${it.attempts} ${it.attempts === 1 ? 'attempt' : 'attempts'}, ${it.level}. ${it.detail}</span></li>`)}</ul>`;
}

/** The traces that the facts say they are in; one, unless somebody did something to the order later. */
function TraceLinks({ facts }) {
  const ids = [...new Set(facts.map((it) => it.traceId).filter(Boolean))];
  return html`${ids.map((it) => html`<a href="#/traces/${it}" data-trace=${it}>Its trace</a>`)}`;
}

/** Facts of the service's timeline and of the console's own ear look alike but for small things. */
function Timeline({ facts }) {
  if (facts.length === 0) return html`<${Empty}>Nothing was heard yet.<//>`;
  const at = (fact) => new Date(fact.time).getTime();
  const sorted = [...facts].sort((one, other) => at(one) - at(other));
  const start = at(sorted[0]);
  return html`<${Table} caption="What happened, in the order of time" heads=${['After', 'Took', 'What', 'Where', wideOnly('Time')]}>
    ${sorted.map((fact, index) => html`<tr>
      <td class="number">${seconds(at(fact) - start)}</td><td class="number">${index === 0 ? '' : `+${seconds(at(fact) - at(sorted[index - 1]))}`}</td>
      <td><strong>${fact.what}</strong> <span class="quiet">${said(fact.detail)}</span></td><td><code>${fact.topic}</code> <span class="quiet">${fact.partition}/${fact.offset}</span></td><td class="wide-only"><${Time} at=${fact.time} /></td></tr>`)}
  <//>`;
}

const said = (detail) => (typeof detail === 'object' && detail ? Object.entries(detail).map(([name, value]) => `${name} ${value}`).join(', ') : detail || '');
