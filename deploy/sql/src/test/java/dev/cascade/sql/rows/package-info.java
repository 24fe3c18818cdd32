/** Tests without a broker. */
package dev.cascade.sql.rows;
