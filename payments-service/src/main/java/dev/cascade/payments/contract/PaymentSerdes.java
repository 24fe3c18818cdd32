package dev.cascade.payments.contract;

import dev.cascade.payments.domain.OrderFact;
import dev.cascade.payments.domain.OrderOutcome;
import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.account.AccountCommand;
import dev.cascade.payments.domain.account.AccountSnapshot;
import dev.cascade.payments.domain.control.GateAcknowledgement;
import dev.cascade.payments.domain.control.GateCommand;
import dev.cascade.schemas.AccountBalance;
import dev.cascade.schemas.ControlCommand;
import dev.cascade.schemas.ControlStatus;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderPayment;
import dev.cascade.streams.serde.AvroFormat;
import dev.cascade.streams.serde.MappedSerde;
import org.apache.kafka.common.serialization.Serde;

/**
 * The values of every topic that this service reads or writes, as domain types.
 *
 * @param orders values of orders, as far as money is concerned
 * @param incoming values of payments-incoming
 * @param inFlight values of payments-inflight
 * @param ended values of payments-complete
 * @param confirmed values of payments-confirmed
 * @param outcomes values of order-payments
 * @param accountCommands values of account-commands
 * @param balances values of account-balances
 * @param gateCommands values of control-commands
 * @param acknowledgements values of control-status
 */
public record PaymentSerdes(
    Serde<OrderFact> orders,
    Serde<Payment.Incoming> incoming,
    Serde<Payment.InFlight> inFlight,
    Serde<Payment.Ended> ended,
    Serde<Payment.Confirmed> confirmed,
    Serde<OrderOutcome> outcomes,
    Serde<AccountCommand> accountCommands,
    Serde<AccountSnapshot> balances,
    Serde<GateCommand> gateCommands,
    Serde<GateAcknowledgement> acknowledgements) {

  /** Domain types over that format. */
  public static PaymentSerdes over(AvroFormat avro) {
    Serde<dev.cascade.schemas.Payment> payments = avro.of(dev.cascade.schemas.Payment.class);
    return new PaymentSerdes(
        MappedSerde.readOnly(avro.of(Order.class), OrderContract::toDomain),
        MappedSerde.of(payments, PaymentContract::toAvro, PaymentContract::incoming),
        MappedSerde.of(payments, PaymentContract::toAvro, PaymentContract::inFlight),
        MappedSerde.of(payments, PaymentContract::toAvro, PaymentContract::ended),
        MappedSerde.of(payments, PaymentContract::toAvro, PaymentContract::confirmed),
        MappedSerde.of(avro.of(OrderPayment.class), OrderContract::toAvro, OrderContract::toDomain),
        MappedSerde.of(
            avro.of(dev.cascade.schemas.AccountCommand.class),
            AccountContract::toAvro,
            AccountContract::toDomain),
        MappedSerde.of(
            avro.of(AccountBalance.class), AccountContract::toAvro, AccountContract::toDomain),
        MappedSerde.of(
            avro.of(ControlCommand.class), ControlContract::toAvro, ControlContract::toDomain),
        MappedSerde.of(
            avro.of(ControlStatus.class), ControlContract::toAvro, ControlContract::toDomain));
  }
}
