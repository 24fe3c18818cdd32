-- Why orders failed, most frequent first where it is read to the present end (--once).
SELECT r.`source`, r.`code`, COUNT(*) AS `times`
FROM orders AS o
CROSS JOIN UNNEST(o.`reasons`) AS r (`source`, `code`, `detail`)
WHERE o.`state` = 'FAILED'
GROUP BY r.`source`, r.`code`;
