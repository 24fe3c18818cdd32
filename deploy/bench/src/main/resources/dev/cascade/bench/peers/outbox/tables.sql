-- Each service has a schema of its own; none reads another's.
CREATE SCHEMA orders;
CREATE SCHEMA details;
CREATE SCHEMA fraud;
CREATE SCHEMA inventory;
CREATE SCHEMA payments;

CREATE TABLE orders.inbox (message text PRIMARY KEY);
CREATE TABLE details.inbox (message text PRIMARY KEY);
CREATE TABLE fraud.inbox (message text PRIMARY KEY);
CREATE TABLE inventory.inbox (message text PRIMARY KEY);
CREATE TABLE payments.inbox (message text PRIMARY KEY);

CREATE TABLE orders.outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  topic text NOT NULL, key text NOT NULL, message text NOT NULL, json text NOT NULL);
CREATE TABLE details.outbox (LIKE orders.outbox INCLUDING ALL);
CREATE TABLE fraud.outbox (LIKE orders.outbox INCLUDING ALL);
CREATE TABLE inventory.outbox (LIKE orders.outbox INCLUDING ALL);
CREATE TABLE payments.outbox (LIKE orders.outbox INCLUDING ALL);

CREATE TABLE orders.orders (
  id text PRIMARY KEY, customer text NOT NULL, product text NOT NULL, quantity int NOT NULL,
  unit_cents bigint NOT NULL, state text NOT NULL);
-- One row for each rule, so a verdict that comes twice counts once.
CREATE TABLE orders.verdicts (
  order_id text, rule text, passed boolean NOT NULL, PRIMARY KEY (order_id, rule));

CREATE TABLE fraud.spending (
  customer text PRIMARY KEY, cents bigint NOT NULL, last_order timestamptz NOT NULL);

CREATE TABLE inventory.stock (
  product text PRIMARY KEY, on_hand bigint NOT NULL, reserved bigint NOT NULL DEFAULT 0,
  CHECK (reserved BETWEEN 0 AND on_hand));
CREATE TABLE inventory.reservations (
  order_id text PRIMARY KEY, product text NOT NULL, quantity int NOT NULL);

CREATE TABLE payments.accounts (id text PRIMARY KEY, cents bigint NOT NULL, least bigint NOT NULL,
  CHECK (cents >= least));
CREATE TABLE payments.payments (order_id text PRIMARY KEY, cents bigint NOT NULL);
