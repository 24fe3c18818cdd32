import assert from 'node:assert/strict';
import { test } from 'node:test';
import { amount, mailOf, oneLine } from '../src/mail.js';

const REQUEST = {
  orderId: '42',
  customerName: 'Zoë Łukasiewicz',
  email: 'zoe@example.org',
  lines: [{ number: 1, productId: 'ipad', quantity: 2, unitPrice: { minorUnits: 49900, currency: 'EUR' } }],
  total: { minorUnits: 99800, currency: 'EUR' },
  paymentId: 'order-42',
};

test('a mail tells of the lines, the total and the payment', () => {
  assert.deepEqual(mailOf(REQUEST), {
    to: 'zoe@example.org',
    subject: 'Your order 42 is confirmed',
    text: 'Dear Zoë Łukasiewicz,\n1. 2 x ipad at 499.00 EUR\nTotal: 998.00 EUR\nPayment: order-42',
  });
});

test('an amount has the digits of its currency', () => {
  assert.equal(amount({ minorUnits: 5, currency: 'EUR' }), '0.05 EUR');
  assert.equal(amount({ minorUnits: -1234, currency: 'EUR' }), '-12.34 EUR');
  assert.equal(amount({ minorUnits: 500, currency: 'JPY' }), '500 JPY');
  assert.equal(amount({ minorUnits: 1234, currency: 'KWD' }), '1.234 KWD');
});

test('a name or an order id cannot start a header', () => {
  const mail = mailOf({ ...REQUEST, orderId: '42\r\nBcc: eve@example.org' });
  assert.equal(mail.subject, 'Your order 42 Bcc: eve@example.org is confirmed');
  assert.equal(oneLine('a\u2028b\u202Ec\u0000d'), 'a bc d');
});

test('without a proper address there is no mail', () => {
  assert.equal(mailOf({ ...REQUEST, email: null }), null);
  assert.equal(mailOf({ ...REQUEST, email: 'a@b\r\nRCPT TO:<eve@example.org>' }), null);
});
