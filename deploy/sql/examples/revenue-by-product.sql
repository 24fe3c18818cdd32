-- What confirmed and shipped orders come to, by product and currency; amounts are in minor units.
SELECT l.`productId`, l.`unitPrice`.`currency`,
  SUM(l.`quantity`) AS `sold`,
  SUM(l.`quantity` * l.`unitPrice`.`minorUnits`) AS `revenue`
FROM orders AS o
CROSS JOIN UNNEST(o.`lines`) AS l (`number`, `productId`, `quantity`, `unitPrice`)
WHERE o.`state` IN ('CONFIRMED', 'SHIPPED')
GROUP BY l.`productId`, l.`unitPrice`.`currency`;
