// The picture of the pipeline: where each topic and application stands. Who reads and writes what is
// what the running services say, and how far behind they are is what the broker says.
import { applicationsOf, edgesOf } from './lineage.js';

const ORDERS = 40;
const PAYMENTS = 290;
const MAILS = 470;

/** Columns of the wide picture, by the middle of a box. */
const COLUMNS = [90, 265, 445, 635, 825, 1015];
/** Columns of the narrow one. */
const SIDES = [88, 272];
const ROW = 66;

const topic = (name, column, y, side, row) => ({ kind: 'topic', name, wide: [COLUMNS[column], y], narrow: [SIDES[side], 30 + row * ROW] });
const application = (name, service, column, y, side, row) => ({ ...topic(name, column, y, side, row), kind: 'application', service });

export const NODES = [
  topic('order-requests', 0, ORDERS + 70, 0, 0),
  application('orders-lifecycle', 'orders', 1, ORDERS + 70, 0, 1),
  topic('order-lines', 2, ORDERS, 0, 2),
  topic('customer-orders', 2, ORDERS + 70, 0, 3),
  topic('orders', 2, ORDERS + 140, 0, 4),
  application('inventory-reservations', 'inventory', 3, ORDERS, 1, 2),
  application('fraud-spending', 'fraud', 3, ORDERS + 70, 1, 3),
  application('order-details', 'order-details', 3, ORDERS + 140, 1, 4),
  topic('order-validations', 4, ORDERS + 70, 1, 1),
  application('payments-accounts', 'payments', 3, PAYMENTS, 0, 6),
  topic('payments-incoming', 4, PAYMENTS - 35, 1, 5),
  application('payments-gate', 'payments', 5, PAYMENTS, 1, 6),
  topic('payments-inflight', 4, PAYMENTS + 35, 1, 7),
  topic('order-payments', 2, PAYMENTS - 35, 0, 5),
  topic('payments-complete', 2, PAYMENTS + 35, 0, 7),
  topic('payments-confirmed', 2, PAYMENTS + 105, 0, 8),
  application('email-routing', 'email', 3, MAILS, 0, 9),
  topic('platinum-emails', 4, MAILS, 1, 9),
  application('email-sending', 'email', 5, MAILS, 1, 10),
  topic('emails-sent', 5, MAILS - 75, 0, 10),
];

export const nodeOf = (name) => NODES.find((node) => node.name === name);

/** The arrows between the boxes, as the running services say; what flows on one is what is written to its topic. */
export const edgesIn = (lineage) =>
  edgesOf(applicationsOf(lineage).map((it) => ({ ...it, id: it.name })))
    .filter(({ from, to }) => nodeOf(from) && nodeOf(to));

/** Which application wrote a fact of an order, and what made it do so. */
export function wayTo(fact, edges) {
  const writers = edges.filter((it) => it.to === fact.topic).map((it) => it.from);
  const writer = writers.length > 1 ? writers.find(chosenFrom(fact)) || writers[0] : writers[0];
  if (!writer) return [fact.topic];
  const cause = causes[fact.topic]?.(fact) || edges.find((it) => it.to === writer)?.from;
  return [cause, writer, fact.topic].filter(Boolean);
}

/** Of several writers of a topic, the one that says such a thing. */
const chosenFrom = (fact) => {
  const rule = fact.what.split(' ')[0];
  if (fact.topic === 'order-validations') return (name) => nodeOf(name).service === rule;
  return (name) => (name === 'payments-gate') === (fact.what === 'DEBIT');
};

const causes = {
  orders: (fact) => ({ CREATED: 'order-requests', CONFIRMED: 'order-payments' })[fact.what] || 'order-validations',
  'order-lines': () => 'order-requests',
  'customer-orders': () => 'order-requests',
  'order-validations': (fact) => ({ inventory: 'order-lines', fraud: 'customer-orders' })[fact.what.split(' ')[0]] || 'orders',
  'payments-incoming': () => 'orders',
  'payments-inflight': (fact) => (fact.what === 'DEBIT' ? 'payments-incoming' : 'payments-inflight'),
  'payments-complete': () => 'payments-inflight',
  'order-payments': () => 'payments-inflight',
  'payments-confirmed': () => 'payments-complete',
  'platinum-emails': () => 'order-payments',
  'emails-sent': () => 'platinum-emails',
};

/** How large the pictures are. */
export const SIZES = { wide: { width: 1108, height: 510, box: [172, 50] }, narrow: { width: 360, height: 740, box: [172, 50] } };

/** The line of an arrow between two boxes, from edge to edge. */
export function line(from, to, layout) {
  const [x1, y1] = from[layout];
  const [x2, y2] = to[layout];
  const [width, height] = SIZES[layout].box;
  if (Math.abs(x2 - x1) > width) {
    const side = Math.sign(x2 - x1) * (width / 2);
    const [a, b] = [x1 + side, x2 - side];
    const middle = (a + b) / 2;
    return `M${a},${y1} C${middle},${y1} ${middle},${y2} ${b},${y2}`;
  }
  const side = Math.sign(y2 - y1) * (height / 2);
  const [a, b] = [y1 + side, y2 - side];
  const bow = Math.abs(y2 - y1) > 2 * ROW ? 46 : 0;
  return `M${x1},${a} C${x1 + bow},${a + (b - a) / 3} ${x2 + bow},${b - (b - a) / 3} ${x2},${b}`;
}
