-- How many orders are accepted in each minute; a minute is told when a record of a later one has come.
SELECT `window_start` AS `minute`, COUNT(*) AS `orders`
FROM TUMBLE(TABLE order_requests, DESCRIPTOR(`record_time`), INTERVAL '1' MINUTE)
WHERE `request`.`OrderRequested` IS NOT NULL
GROUP BY `window_start`, `window_end`;
