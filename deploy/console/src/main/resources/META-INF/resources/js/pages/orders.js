// Orders: find one, see the latest, place another.
import { html, useState } from '../preact.js';
import { useAfterFacts } from '../live.js';
import { Empty, Field, Panel, State, Table, Time, Trouble, filled, money, tell, useAsked, wideOnly } from '../ui.js';
import { call, escaped, get, goOn, query } from '../api.js';

const STATES = ['CREATED', 'VALIDATED', 'CONFIRMED', 'SHIPPED', 'FAILED', 'CANCELLED'];
const PAGE = 25;

export function OrdersPage() {
  const [filter, setFilter] = useState({ customerId: '', state: '' });
  return html`
    <div class="columns wide-first">
      <${Panel} title="Find" id="find-title"><${Find} filter=${filter} setFilter=${setFilter} /><${List} filter=${filter} /><//>
      <${Panel} title="Place an order" id="place-title"><${Place} /><//>
    </div>`;
}

function Find({ filter, setFilter }) {
  const goTo = (event) => {
    event.preventDefault();
    const { id } = filled(event.target);
    if (id.trim()) location.hash = `#/orders/${escaped(id.trim())}`;
  };
  const change = (event) => setFilter({ ...filter, [event.target.name]: event.target.value.trim() });
  return html`
    <form class="line" role="search" onSubmit=${goTo}>
      <${Field} label="Order id" name="id" />
      <button type="submit" class="primary">Where is it?</button>
    </form>
    <form class="line" onSubmit=${(event) => event.preventDefault()}>
      <${Field} label="Customer" name="customerId" value=${filter.customerId} onChange=${change} />
      <${Field} label="State" name="state" value=${filter.state} onChange=${change} options=${[['', 'any'], ...STATES.map((it) => [it, it])]} />
    </form>`;
}

function List({ filter }) {
  const [pages, setPages] = useState(1);
  const load = async () => {
    let items = [];
    let next = null;
    for (let page = 0; page < pages; page += 1) {
      const answer = await get('orders', `/v1/orders${query({ ...filter, limit: PAGE, cursor: next, timeout: 3000 })}`);
      items = [...items, ...answer.items];
      next = answer.next;
      if (!next) break;
    }
    return { items, next };
  };
  const orders = useAsked(load, [filter.customerId, filter.state, pages]);
  useAfterFacts((fact) => fact.topic === 'orders', orders.again, [filter.customerId, filter.state, pages]);
  if (!orders.content) return orders.pending ? html`<${Empty}>Looking…<//>` : html`<${Trouble} problem=${orders.problem} />`;
  return html`
    <${Trouble} problem=${orders.problem} />
    ${orders.content.items.length === 0 ? html`<${Empty}>No such order.<//>` : html`
    <${Table} caption="Orders, the newest first" heads=${['Order', 'Customer', 'State', 'Total', wideOnly('Placed'), wideOnly('Why')]}>
      ${orders.content.items.map((order) => html`<tr key=${order.id} data-order=${order.id}>
        <th scope="row"><a href="#/orders/${escaped(order.id)}">${order.id}</a></th>
        <td>${order.customerId}</td><td><${State} of=${order.state} /></td><td class="number">${money(order.total, order.currency)}</td>
        <td class="wide-only"><${Time} at=${order.createdAt} /></td><td class="small wide-only">${order.reasons.map((it) => `${it.source}: ${it.code}`).join(', ')}</td></tr>`)}
    <//>`}
    ${orders.content.next && html`<button type="button" onClick=${() => setPages(pages + 1)}>Older ones</button>`}`;
}

const emptyLine = () => ({ productId: '', quantity: '1', unitPrice: '' });

function Place() {
  const [lines, setLines] = useState([emptyLine()]);
  const [problem, setProblem] = useState(null);
  const [sent, setSent] = useState('');
  const products = useAsked(() => get('inventory', '/v1/products?limit=100&timeout=3000'), []);
  const known = products.content?.items || [];
  const change = (index, name, value) => {
    const line = { ...lines[index], [name]: value };
    const product = name === 'productId' && known.find((it) => it.id === value);
    if (product?.listPrice) line.unitPrice = product.listPrice;
    setLines(lines.map((it, at) => (at === index ? line : it)));
  };
  const submit = async (event) => {
    event.preventDefault();
    setProblem(null);
    const { id, customerId, currency } = filled(event.target);
    const order = { id: id.trim() || `console-${Date.now().toString(36)}`, customerId: customerId.trim(), currency: currency.trim(), lines: lines.map((it) => ({ ...it, productId: it.productId.trim(), quantity: Number(it.quantity) })) };
    setSent('Sending…');
    try {
      const from = location.hash;
      const placed = await call('orders', 'POST', '/v1/orders', order);
      setSent('');
      tell(`Order ${placed.id} is placed.`);
      goOn(from, `#/orders/${escaped(placed.id)}`);
    } catch (failed) {
      setSent('');
      setProblem(failed);
    }
  };
  return html`<form id="place" onSubmit=${submit} novalidate>
    <${Field} label="Order id" name="id" id="place-id" hint="left empty, one is made up" problem=${problem} />
    <${Field} label="Customer" name="customerId" id="place-customerId" problem=${problem} list="customers" />
    <datalist id="customers">${['c-alice', 'c-bob', 'c-carol', 'c-dave', 'c-eve', 'c-frank'].map((it) => html`<option value=${it} />`)}</datalist>
    <${Field} label="Currency" name="currency" id="place-currency" value="EUR" problem=${problem} />
    <datalist id="products">${known.map((it) => html`<option value=${it.id}>${it.name}</option>`)}</datalist>
    ${lines.map((line, index) => html`<fieldset key=${index}>
      <legend>Line ${index + 1}</legend>
      <${Field} label="Product" name="product" id="line-${index}-product" field="lines[${index}].productId" problem=${problem} list="products" value=${line.productId} onInput=${(event) => change(index, 'productId', event.target.value)} />
      <div class="line">
        <${Field} label="Quantity" name="quantity" id="line-${index}-quantity" field="lines[${index}].quantity" problem=${problem} inputmode="numeric" value=${line.quantity} onInput=${(event) => change(index, 'quantity', event.target.value)} />
        <${Field} label="Unit price" name="unitPrice" id="line-${index}-unitPrice" field="lines[${index}].unitPrice" problem=${problem} inputmode="decimal" value=${line.unitPrice} onInput=${(event) => change(index, 'unitPrice', event.target.value)} />
      </div>
      ${lines.length > 1 && html`<button type="button" onClick=${() => setLines(lines.filter((_, at) => at !== index))}>Without line ${index + 1}</button>`}
    </fieldset>`)}
    <div class="buttons">
      <button type="button" onClick=${() => setLines([...lines, emptyLine()])}>One more line</button>
      <button type="submit" class="primary">Place the order</button>
    </div>
    <p role="status">${sent}</p>
    <${Trouble} problem=${problem} />
  </form>`;
}
