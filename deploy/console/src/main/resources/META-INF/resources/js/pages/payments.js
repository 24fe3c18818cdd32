// Payments and accounts: what is where, what moved, how fast; and moving it.
import { html, useState } from '../preact.js';
import { useAfterFacts, useLive } from '../live.js';
import { Empty, Field, NotHere, Panel, State, Table, Time, Trouble, ask, filled, money, tell, useAsked } from '../ui.js';
import { call, escaped, get, goOn, query } from '../api.js';
import { Chart } from '../chart.js';

const MINUTES = 30;

export function PaymentsPage({ rest }) {
  const [kind, id] = rest;
  return html`
    <div class="columns">
      <div>
        <${Panel} title="Totals" id="totals-title"><${Totals} /><//>
        <${Panel} title="Find a payment" id="payment-title"><${Payment} wanted=${kind === 'payment' ? id : ''} key=${id} /><//>
      </div>
      <${Panel} title="Pay" id="pay-title"><${Pay} /><//>
    </div>
    <${Panel} title="Throughput, minute by minute" id="throughput-title"><${Throughput} /><//>
    <div class="columns">
      <${Panel} title="Accounts" id="accounts-title"><${Accounts} /><//>
      ${kind === 'account' && html`<${Panel} title="Account ${id}" id="account-title"><${Account} id=${id} key=${id} /><//>`}
    </div>`;
}

function Totals() {
  const live = useLive();
  const totals = live.control?.totals?.currencies;
  if (!totals) return html`<${Empty}>payments has not told them yet.<//>`;
  if (totals.length === 0) return html`<${Empty}>Nothing was paid yet.<//>`;
  return html`<${Table} caption="Totals by currency" heads=${['Currency', 'In flight', 'Confirmed', 'Confirmed today']}>
    ${totals.map((it) => html`<tr><th scope="row">${it.currency}</th>${[it.inFlight, it.confirmed, it.confirmedToday].map((tally) => html`<td class="number">${tally.count} <span class="quiet">(${tally.value})</span></td>`)}</tr>`)}
  <//>`;
}

function Pay() {
  const [problem, setProblem] = useState(null);
  const submit = async (event) => {
    event.preventDefault();
    const form = event.target;
    const payment = filled(form);
    payment.id = payment.id.trim() || `console-${Date.now().toString(36)}`;
    setProblem(null);
    if (!(await ask({ title: `Pay ${payment.amount} ${payment.currency}?`, text: `From ${payment.debtorAccount} to ${payment.creditorAccount}, as payment ${payment.id}.`, yes: 'Pay' }))) return;
    try {
      const from = location.hash;
      await call('payments', 'POST', '/v1/payments', payment);
      tell(`Payment ${payment.id} is accepted.`);
      goOn(from, `#/payments/payment/${escaped(payment.id)}`);
    } catch (failed) {
      setProblem(failed);
    }
  };
  return html`<form id="pay" onSubmit=${submit} novalidate>
    <div class="line">
      <${Field} label="From account" name="debtorAccount" id="pay-debtor" problem=${problem} />
      <${Field} label="To account" name="creditorAccount" id="pay-creditor" problem=${problem} />
    </div>
    <div class="line">
      <${Field} label="Amount" name="amount" id="pay-amount" inputmode="decimal" problem=${problem} />
      <${Field} label="Currency" name="currency" id="pay-currency" value="EUR" problem=${problem} />
    </div>
    <${Field} label="Payment id" name="id" id="pay-id" hint="left empty, one is made up" problem=${problem} />
    <div class="buttons"><button type="submit" class="primary">Pay…</button></div>
    <${Trouble} problem=${problem} />
  </form>`;
}

function Throughput() {
  const asked = useAsked(() => get('payments', `/v1/payments/throughput?minutes=${MINUTES}&timeout=3000`), []);
  useAfterFacts((fact) => fact.topic === 'payments-confirmed', asked.again, []);
  if (!asked.content) return asked.pending ? html`<${Empty}>Looking…<//>` : html`<${Trouble} problem=${asked.problem} />`;
  const newestFirst = asked.content.windows;
  if (newestFirst.length === 0) return html`<${Empty}>Nothing was confirmed in the last ${MINUTES} minutes.<//>`;
  const currency = newestFirst[0].currency;
  const windows = newestFirst.filter((it) => it.currency === currency).reverse();
  const values = (name) => windows.map((it) => it[name]);
  const largest = newestFirst.map((it) => ({ ...it.largest, currency: it.currency })).filter((it) => it.paymentId)
    .reduce((best, it) => (best && Number(best.amount) >= Number(it.amount) ? best : it), null);
  return html`
    <${Trouble} problem=${asked.problem} />
    ${largest && html`<p id="largest">Largest payment of these minutes: <strong>${money(largest.amount, largest.currency)}</strong>, <a href="#/payments/payment/${escaped(largest.paymentId)}">${largest.paymentId}</a></p>`}
    <div class="columns">
      <figure><figcaption>Payments per minute, ${currency}</figcaption><${Chart} label="Payments per minute; the table below has the numbers" times=${windows.map((it) => Date.parse(it.start) / 1000)} lines=${[{ label: 'payments', colour: '--accent', values: values('count'), unit: '' }]} /></figure>
      <figure><figcaption>From submitted to complete</figcaption><${Chart} label="Latency percentiles; the table below has the numbers" times=${windows.map((it) => Date.parse(it.start) / 1000)} lines=${[
        { label: 'p50', colour: '--good', values: values('p50Millis'), unit: 'ms' },
        { label: 'p95', colour: '--halted', values: values('p95Millis'), unit: 'ms' },
        { label: 'p99', colour: '--bad', values: values('p99Millis'), unit: 'ms' }]} /></figure>
    </div>
    <${Table} caption="Windows, the newest first" heads=${['Minute', 'Payments', 'Value', 'Min', 'p50', 'p95', 'p99', 'Max']}>
      ${newestFirst.map((it) => html`<tr><th scope="row"><${Time} at=${it.start} /></th><td class="number">${it.count}</td><td class="number">${money(it.value, it.currency)}</td>${[it.minMillis, it.p50Millis, it.p95Millis, it.p99Millis, it.maxMillis].map((millis) => html`<td class="number">${millis} ms</td>`)}</tr>`)}
    <//>`;
}

/** The house's accounts may go as far below zero as a whole number goes. */
const unlessUnlimited = (amount) => (amount.length > 18 ? 'unlimited' : amount);

function Accounts() {
  const [after, setAfter] = useState([]);
  const cursor = after.at(-1) || '';
  const asked = useAsked(() => get('payments', `/v1/accounts${query({ limit: 25, cursor, timeout: 3000 })}`), [cursor]);
  useAfterFacts((fact) => fact.topic === 'account-balances', asked.again, [cursor]);
  const open = (event) => {
    event.preventDefault();
    const { account } = filled(event.target);
    if (account.trim()) location.hash = `#/payments/account/${escaped(account.trim())}`;
  };
  return html`
    <form class="line" role="search" onSubmit=${open}><${Field} label="Account id" name="account" /><button type="submit">Open</button></form>
    <${Trouble} problem=${asked.problem} />
    ${asked.content && html`<${Table} caption="Accounts" heads=${['Account', 'Balance', 'Available', 'Status']}>
      ${asked.content.items.map((it) => html`<tr key=${it.id} data-account=${it.id}><th scope="row"><a href="#/payments/account/${escaped(it.id)}">${it.id}</a></th><td class="number">${money(it.balance, it.currency)}</td><td class="number">${unlessUnlimited(it.available)}</td><td><${State} of=${it.status} /></td></tr>`)}
    <//>
    <div class="buttons">
      ${after.length > 0 && html`<button type="button" onClick=${() => setAfter(after.slice(0, -1))}>Back</button>`}
      ${asked.content.next && html`<button type="button" onClick=${() => setAfter([...after, asked.content.next])}>More</button>`}
    </div>`}`;
}

function Account({ id }) {
  const [pages, setPages] = useState(1);
  const account = useAsked(() => get('payments', `/v1/accounts/${escaped(id)}?timeout=2000`), [id]);
  const load = async () => {
    let items = [];
    let next = null;
    for (let page = 0; page < pages; page += 1) {
      const answer = await get('payments', `/v1/accounts/${escaped(id)}/statement${query({ limit: 20, cursor: next, timeout: 2000 })}`);
      items = [...items, ...answer.items];
      next = answer.next;
      if (!next) break;
    }
    return { items, next };
  };
  const statement = useAsked(load, [id, pages]);
  useAfterFacts((fact) => fact.topic === 'account-balances' && fact.key === id, () => {
    account.again();
    statement.again();
  }, [id, pages]);
  return html`
    <${Trouble} problem=${account.problem} />
    ${account.content && html`<p class="large" id="balance">${money(account.content.balance, account.content.currency)} <${State} of=${account.content.status} /></p>
      <dl><dt>Available</dt><dd>${unlessUnlimited(account.content.available)}</dd><dt>Held</dt><dd>${account.content.held}</dd><dt>Overdraft limit</dt><dd>${unlessUnlimited(account.content.overdraftLimit)}</dd></dl>`}
    <h3>Statement</h3>
    <${Trouble} problem=${statement.problem} />
    ${statement.content && (statement.content.items.length === 0 ? html`<${Empty}>No entries.<//>` : html`<${Table} caption="Entries of ${id}, the newest first" heads=${['Time', 'Payment', 'Amount', 'Balance after']}>
      ${statement.content.items.map((it) => html`<tr><td><${Time} at=${it.at} /></td><td><a href="#/payments/payment/${escaped(it.paymentId)}">${it.paymentId}</a></td><td class="number">${it.amount}</td><td class="number">${it.balance}${it.lowBalance ? ' (low)' : ''}</td></tr>`)}
    <//>`)}
    ${statement.content?.next && html`<button type="button" onClick=${() => setPages(pages + 1)}>Older entries</button>`}`;
}

function Payment({ wanted }) {
  const look = (event) => {
    event.preventDefault();
    const { payment } = filled(event.target);
    if (payment.trim()) location.hash = `#/payments/payment/${escaped(payment.trim())}`;
  };
  return html`
    <form class="line" role="search" onSubmit=${look}><${Field} label="Payment id" name="payment" value=${wanted} /><button type="submit">Where is it?</button></form>
    ${wanted && html`<${Found} id=${wanted} />`}`;
}

function Found({ id }) {
  const [problem, setProblem] = useState(null);
  const payment = useAsked(() => get('payments', `/v1/payments/${escaped(id)}?timeout=3000`), [id]);
  useAfterFacts((fact) => fact.paymentId === id, payment.again, [id]);
  if (!payment.content) return payment.pending ? html`<${Empty}>Looking…<//>` : html`<${Trouble} problem=${payment.problem} />`;
  const it = payment.content;
  const refund = async () => {
    const wanted = await ask({ title: `Refund payment ${id}?`, text: `Up to ${it.amount} ${it.currency} go back from ${it.creditorAccount} to ${it.debtorAccount}.`, yes: 'Refund', danger: true, fields: html`<${Field} label="Amount" name="amount" value=${it.amount} inputmode="decimal" />` });
    if (!wanted) return;
    setProblem(null);
    try {
      const from = location.hash;
      const refunded = await call('payments', 'POST', `/v1/payments/${escaped(id)}/refunds`, { amount: wanted.amount });
      tell(`Refund ${refunded.id} is accepted.`);
      goOn(from, `#/payments/payment/${escaped(refunded.id)}`);
    } catch (failed) {
      setProblem(failed);
    }
  };
  return html`
    <p class="large" id="payment-state"><${State} of=${it.state} /> ${money(it.amount, it.currency)}</p>
    ${it.reason && html`<p><strong>${it.reason.detail}</strong> <span class="quiet">${it.reason.source}: ${it.reason.code}</span></p>`}
    <dl><dt>From</dt><dd><a href="#/payments/account/${escaped(it.debtorAccount)}">${it.debtorAccount}</a></dd><dt>To</dt><dd><a href="#/payments/account/${escaped(it.creditorAccount)}">${it.creditorAccount}</a></dd>
      ${it.orderId && html`<dt>Order</dt><dd><a href="#/orders/${escaped(it.orderId)}">${it.orderId}</a></dd>`}
      <dt>Kind</dt><dd>${it.kind}</dd><dt>Submitted</dt><dd><${Time} at=${it.submittedAt} /></dd><dt>Last change</dt><dd><${Time} at=${it.updatedAt} /></dd></dl>
    ${['COMPLETE', 'CONFIRMED'].includes(it.state) && ['TRANSFER', 'CAPTURE'].includes(it.kind) && html`<div class="buttons"><button type="button" class="danger" onClick=${refund}>Refund…</button></div>`}
    <${Trouble} problem=${problem} />
    <${PaymentTimeline} id=${id} />`;
}

function PaymentTimeline({ id }) {
  const timeline = useAsked(() => get('payments', `/v1/payments/${escaped(id)}/timeline?timeout=3000`), [id]);
  useAfterFacts((fact) => fact.paymentId === id, timeline.again, [id]);
  if (timeline.problem && !timeline.content) return html`<${NotHere} what="The timeline of a payment" />`;
  return timeline.content && html`<h3>Timeline</h3><ol class="facts">${timeline.content.facts.map((fact) => html`<li><span class="after">+${fact.sinceStartMillis} ms</span> <code>${fact.topic}</code> <strong>${fact.what}</strong></li>`)}</ol>`;
}
