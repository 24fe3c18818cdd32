// What a mail about a confirmed order would say. Pure: a decoded EmailRequested in, a mail out.

const FRACTION_DIGITS = new Map();

/** A decimal amount, such as "499.00 EUR". Exact: the minor units never become a fraction. */
export function amount({ minorUnits, currency }) {
  const digits = fractionDigits(currency);
  const units = BigInt(minorUnits);
  const sign = units < 0n ? '-' : '';
  const text = (units < 0n ? -units : units).toString().padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return `${sign}${whole}${digits > 0 ? `.${text.slice(-digits)}` : ''} ${currency}`;
}

function fractionDigits(currency) {
  if (!FRACTION_DIGITS.has(currency)) {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency });
    FRACTION_DIGITS.set(currency, format.resolvedOptions().maximumFractionDigits);
  }
  return FRACTION_DIGITS.get(currency);
}

/** One line of visible text: nobody's name starts a header or turns the reading direction. */
export function oneLine(text) {
  return text
    .replace(/[\p{Zs}\p{Zl}\p{Zp}\p{Cc}]+/gu, ' ')
    .replace(/(?![\u200c\u200d])[\p{Cf}\p{Cs}]/gu, '')
    .trim();
}

/** The mail, or null when there is no address to send it to. */
export function mailOf(request) {
  if (!request.email || /[\p{Cc}\s<>,]/u.test(request.email)) {
    return null;
  }
  const lines = request.lines.map(
    (line) => `${line.number}. ${line.quantity} x ${oneLine(line.productId)} at ${amount(line.unitPrice)}`,
  );
  return {
    to: request.email,
    subject: `Your order ${oneLine(request.orderId)} is confirmed`,
    text: [
      `Dear ${oneLine(request.customerName)},`,
      ...lines,
      `Total: ${amount(request.total)}`,
      `Payment: ${oneLine(request.paymentId)}`,
    ].join('\n'),
  };
}
