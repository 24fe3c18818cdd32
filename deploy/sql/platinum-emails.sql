-- Who should get a mail: what email-service's topology email-routing decides, as SQL for Apache Flink.
--
--   orders (became CONFIRMED) --+
--          (is withdrawn)       +-- meet within the hour -- customers -- PLATINUM --> platinum-emails-by-sql
--   order-payments (PAID) ------+
--
-- ./cascade sql deploy/sql/platinum-emails.sql runs it and fills the names in braces; README.md says
-- where the two may differ. Nothing here waits for later events: each record has its effect when it is read. There are
-- no watermarks: an order whose customer is sought would hold up all that come behind the next one.

SET 'execution.checkpointing.interval' = '${checkpoint-interval:1 s}';
SET 'execution.checkpointing.mode' = 'EXACTLY_ONCE';
-- Orders whose customer is not known yet wait, so many at most; for less than this time-out.
SET 'table.exec.async-lookup.buffer-capacity' = '10000';
SET 'table.exec.async-lookup.timeout' = '2 h';
-- How long sides wait for each other and it is remembered who was mailed or withdrawn, by the clock; order-payments
-- keeps no more.
SET 'table.exec.state.ttl' = '7 d';

CREATE TEMPORARY TABLE orders (
  `id`            STRING,
  `customerId`    STRING,
  `lines`         ARRAY<ROW<`number` INT, `productId` STRING, `quantity` INT,
                            `unitPrice` ROW<`minorUnits` BIGINT, `currency` STRING>>>,
  `state`         STRING,
  `previousState` STRING,
  `cancellation`  ROW<`requestId` STRING>,
  `at`            TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL
) WITH (
  ${kafka},
  'topic' = 'orders',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'cascade-avro',
  'value.cascade-avro.registry' = '${registry}'
);

CREATE TEMPORARY TABLE order_payments (
  `orderId`   STRING,
  `paymentId` STRING,
  `outcome`   STRING,
  `amount`    ROW<`minorUnits` BIGINT, `currency` STRING>,
  `at`        TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL
) WITH (
  ${kafka},
  'topic' = 'order-payments',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'cascade-avro',
  'value.cascade-avro.registry' = '${registry}'
);

-- As they are when somebody asks: the mail's name, address and level are those of that moment.
CREATE TEMPORARY TABLE customers (
  `id`          STRING,
  `name`        STRING,
  `email`       STRING,
  `level`       STRING,
  `known_since` TIMESTAMP_LTZ(3),
  PRIMARY KEY (`id`) NOT ENFORCED
) WITH (
  ${kafka-clients},
  'connector' = 'cascade-latest',
  'topic' = 'customers',
  'patience' = '1 h',
  'format' = 'cascade-avro',
  'cascade-avro.registry' = '${registry}',
  'cascade-avro.personal' = 'shown'
);

-- The contract EmailRequested, as it stands in the registry.
CREATE TEMPORARY TABLE mails (
  `record_key`   STRING,
  `orderId`      STRING,
  `customerId`   STRING,
  `customerName` STRING,
  `email`        STRING,
  `level`        STRING,
  `lines`        ARRAY<ROW<`number` INT, `productId` STRING, `quantity` INT,
                           `unitPrice` ROW<`minorUnits` BIGINT, `currency` STRING>>>,
  `total`        ROW<`minorUnits` BIGINT, `currency` STRING>,
  `paymentId`    STRING,
  `requestedAt`  TIMESTAMP_LTZ(3)
) WITH (
  ${kafka},
  'topic' = '${mails:platinum-emails-by-sql}',
  'key.format' = 'raw',
  'key.fields' = 'record_key',
  'value.fields-include' = 'EXCEPT_KEY',
  'value.format' = 'cascade-avro',
  'value.cascade-avro.registry' = '${registry}',
  'value.cascade-avro.subject' = '${contract:platinum-emails-value}',
  'sink.delivery-guarantee' = 'exactly-once',
  'sink.transactional-id-prefix' = '${transactions:platinum-emails-by-sql}',
  'properties.transaction.timeout.ms' = '600000'
);

CREATE TEMPORARY VIEW confirmed_orders AS
SELECT `id` AS `orderId`, `customerId`, `lines`, `at`
FROM orders
WHERE `state` = 'CONFIRMED'
  AND COALESCE(`previousState`, '') <> 'CONFIRMED'
  -- With a cancellation it is confirmed only to be refunded.
  AND `cancellation` IS NULL;

CREATE TEMPORARY VIEW withdrawn_orders AS
SELECT `id` AS `orderId`, `at`
FROM orders
WHERE (`state` = 'CONFIRMED' AND `cancellation` IS NOT NULL)
   OR (`state` = 'CANCELLED' AND `previousState` = 'CONFIRMED');

CREATE TEMPORARY VIEW paid_orders AS
SELECT `orderId`, `paymentId`, `amount`, `at`
FROM order_payments
WHERE `outcome` = 'PAID';

-- Each pair of a confirmation and a payment, whichever is read first; again for each repetition.
CREATE TEMPORARY VIEW meetings AS
SELECT
  o.`orderId`, o.`customerId`, o.`lines`, p.`paymentId`, p.`amount`,
  CASE WHEN o.`at` > p.`at` THEN o.`at` ELSE p.`at` END AS `metAt`,
  PROCTIME() AS `read`
FROM confirmed_orders AS o
JOIN paid_orders AS p
  ON o.`orderId` = p.`orderId`
 AND o.`at` BETWEEN p.`at` - INTERVAL '1' HOUR AND p.`at` + INTERVAL '1' HOUR;

-- A customer whom the CRM has not told yet is waited for, by the clock.
CREATE TEMPORARY VIEW introductions AS
SELECT /*+ LOOKUP('table' = 'c', 'async' = 'true', 'output-mode' = 'allow_unordered') */
  m.`orderId`, m.`customerId`, m.`lines`, m.`paymentId`, m.`amount`, m.`metAt`,
  c.`name`, c.`email`, c.`level`,
  CASE WHEN c.`known_since` > m.`metAt` THEN c.`known_since` ELSE m.`metAt` END AS `dueAt`
FROM meetings AS m
JOIN customers FOR SYSTEM_TIME AS OF m.`read` AS c
  ON m.`customerId` = c.`id`;

-- What has been read of an order so far, as of each of its introductions and withdrawals.
CREATE TEMPORARY VIEW histories AS
SELECT *, MIN(`withdrawnAt`) OVER so_far AS `firstWithdrawnAt`
FROM (
  SELECT *, CAST(NULL AS TIMESTAMP_LTZ(3)) AS `withdrawnAt`, PROCTIME() AS `read` FROM introductions
  UNION ALL
  SELECT
    `orderId`, CAST(NULL AS STRING),
    CAST(NULL AS ARRAY<ROW<`number` INT, `productId` STRING, `quantity` INT,
                           `unitPrice` ROW<`minorUnits` BIGINT, `currency` STRING>>>),
    CAST(NULL AS STRING), CAST(NULL AS ROW<`minorUnits` BIGINT, `currency` STRING>),
    CAST(NULL AS TIMESTAMP_LTZ(3)), CAST(NULL AS STRING), CAST(NULL AS STRING), CAST(NULL AS STRING),
    CAST(NULL AS TIMESTAMP_LTZ(3)), `at`, PROCTIME()
  FROM withdrawn_orders
)
WINDOW so_far AS (
  PARTITION BY `orderId` ORDER BY `read` ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
);

-- Introductions before any withdrawal, counted: pairs of repeated records are read in any order, and one of the
-- repetitions may be later than the withdrawal.
CREATE TEMPORARY VIEW due_introductions AS
SELECT *, COUNT(*) OVER so_far AS `number`
FROM histories
WHERE `dueAt` IS NOT NULL
  AND (`firstWithdrawnAt` IS NULL OR `firstWithdrawnAt` > `dueAt`)
WINDOW so_far AS (
  PARTITION BY `orderId` ORDER BY `read` ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
);

INSERT INTO mails
SELECT
  `orderId`, `orderId`, `customerId`, `name`, `email`, `level`, `lines`, `amount`, `paymentId`, `metAt`
FROM due_introductions
WHERE `number` = 1
  AND `level` = 'PLATINUM';
