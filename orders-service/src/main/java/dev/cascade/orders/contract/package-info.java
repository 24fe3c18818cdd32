/** Avro on the topics, domain types behind it; what breaks the contract is a poison record. */
@NullMarked
package dev.cascade.orders.contract;

import org.jspecify.annotations.NullMarked;
