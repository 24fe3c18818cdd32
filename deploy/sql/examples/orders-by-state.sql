-- How many orders are in each state, as they change.
SELECT `state`, COUNT(*) AS `orders`
FROM orders
GROUP BY `state`;
