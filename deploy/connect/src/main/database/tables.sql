-- Applied at each start; what is there stays as it is.

CREATE TABLE IF NOT EXISTS customers (
  id text PRIMARY KEY
    CONSTRAINT customer_id_has_1_to_200_bytes CHECK (octet_length(id) BETWEEN 1 AND 200),
  name text NOT NULL
    CONSTRAINT customer_name_has_1_to_500_bytes CHECK (octet_length(name) BETWEEN 1 AND 500),
  email text
    CONSTRAINT customer_email_is_an_address CHECK (email ~ '^[^@[:space:]]+@[^@[:space:]]+$' AND octet_length(email) <= 254),
  level text NOT NULL
    CONSTRAINT customer_level_is_known CHECK (level IN ('BRONZE', 'SILVER', 'GOLD', 'PLATINUM'))
);

-- A change of one column then carries the others too: nothing lies outside of its row.
ALTER TABLE customers
  ALTER COLUMN id SET STORAGE PLAIN,
  ALTER COLUMN name SET STORAGE PLAIN,
  ALTER COLUMN email SET STORAGE PLAIN;

-- TRUNCATE says nothing of single rows, so nobody would hear of the customers that it takes away.
CREATE OR REPLACE FUNCTION refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'TRUNCATE of % would not be followed; use DELETE FROM %', TG_TABLE_NAME, TG_TABLE_NAME;
END $$;

CREATE OR REPLACE TRIGGER customers_are_deleted_one_by_one
  BEFORE TRUNCATE ON customers EXECUTE FUNCTION refuse_truncate();

CREATE TABLE IF NOT EXISTS report_orders (
  id text PRIMARY KEY,
  customer_id text NOT NULL,
  state text NOT NULL,
  reasons text,
  lines integer NOT NULL,
  currency text NOT NULL,
  total numeric,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);

CREATE TABLE IF NOT EXISTS report_payments (
  id text PRIMARY KEY,
  kind text NOT NULL,
  state text NOT NULL,
  reason text,
  original_id text,
  order_id text,
  debtor_account text NOT NULL,
  creditor_account text NOT NULL,
  currency text NOT NULL,
  amount numeric,
  submitted_at timestamptz NOT NULL,
  completed_at timestamptz,
  updated_at timestamptz NOT NULL
);

-- One row that the connector changes every few seconds: what others write moves its slot only together with a
-- change that it follows, and the log since then would be kept for it.
CREATE TABLE IF NOT EXISTS connect_heartbeat (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  at timestamptz NOT NULL
);
INSERT INTO connect_heartbeat (at) VALUES (now()) ON CONFLICT DO NOTHING;

-- What Kafka Connect may: follow the customers, and write the reports.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'connect') THEN
    CREATE ROLE connect LOGIN REPLICATION;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = 'cascade_customers') THEN
    CREATE PUBLICATION cascade_customers FOR TABLE customers, connect_heartbeat
      WITH (publish = 'insert, update, delete');
  END IF;
END $$;

GRANT SELECT ON customers TO connect;
GRANT SELECT, UPDATE ON connect_heartbeat TO connect;
GRANT SELECT, INSERT, UPDATE, DELETE ON report_orders, report_payments TO connect;
