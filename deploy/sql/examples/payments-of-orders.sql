-- Each order with what became of its payment, and how long after the order was made.
SELECT o.`id`, o.`customerId`, o.`state`, p.`outcome`,
  TIMESTAMPDIFF(SECOND, CAST(o.`createdAt` AS TIMESTAMP(3)), CAST(p.`decidedAt` AS TIMESTAMP(3))) AS `seconds`
FROM orders AS o
JOIN order_payments AS p ON p.`orderId` = o.`id`;
