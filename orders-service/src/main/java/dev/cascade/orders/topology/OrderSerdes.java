package dev.cascade.orders.topology;

import dev.cascade.orders.domain.CustomerOrderChange;
import dev.cascade.orders.domain.LineChange;
import dev.cascade.orders.domain.OrderEvent;
import dev.cascade.orders.domain.OrderSnapshot;
import dev.cascade.orders.domain.ValidationRule;
import org.apache.kafka.common.serialization.Serde;

/**
 * How the values of each topic are read and written.
 *
 * @param requests topic order-requests
 * @param validations topic order-validations
 * @param payments topic order-payments
 * @param orders topic orders
 * @param lines topic order-lines
 * @param customerOrders topic customer-orders
 * @param rules topic validation-rules
 */
public record OrderSerdes(
    Serde<OrderEvent> requests,
    Serde<OrderEvent> validations,
    Serde<OrderEvent> payments,
    Serde<OrderSnapshot> orders,
    Serde<LineChange> lines,
    Serde<CustomerOrderChange> customerOrders,
    Serde<ValidationRule> rules) {}
