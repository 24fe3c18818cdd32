package dev.cascade.fraud.contract;

import dev.cascade.fraud.domain.CustomerLevel;
import dev.cascade.fraud.domain.CustomerOrder;
import dev.cascade.fraud.domain.FraudAlert;
import dev.cascade.fraud.domain.FraudFact.Judged;
import dev.cascade.fraud.domain.SpendingReport;
import dev.cascade.schemas.Customer;
import dev.cascade.schemas.CustomerOrderChange;
import dev.cascade.schemas.CustomerSpending;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.streams.serde.MappedSerde;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/**
 * Values of the catalogue's topics, as the domain knows them.
 *
 * @param customerOrders read only
 * @param customerLevels read only
 * @param verdicts written only
 */
public record TopicSerdes(
    Serde<CustomerOrder> customerOrders,
    Serde<CustomerLevel> customerLevels,
    Serde<Judged> verdicts,
    Serde<FraudAlert> alerts,
    Serde<SpendingReport> spending) {

  /** How Avro is put into bytes: in the registry's frame, or bare in tests. */
  public interface AvroFormat {
    /** A serde for the record class. */
    <T extends SpecificRecord> Serde<T> of(Class<T> type);
  }

  /** All serdes over that format. */
  public static TopicSerdes over(AvroFormat avro) {
    return new TopicSerdes(
        MappedSerde.of(avro.of(CustomerOrderChange.class), never(), CustomerOrders::toDomain),
        MappedSerde.of(
            avro.of(Customer.class), never(), customer -> FraudContract.level(customer.getLevel())),
        MappedSerde.of(avro.of(OrderValidation.class), FraudContract::verdict, never()),
        MappedSerde.of(
            avro.of(dev.cascade.schemas.FraudAlert.class),
            FraudContract::alert,
            FraudContract::alert),
        MappedSerde.of(
            avro.of(CustomerSpending.class), FraudContract::spending, FraudContract::spending));
  }

  private static <A, B> Function<A, B> never() {
    return value -> {
      throw new UnsupportedOperationException("Only the other direction is needed");
    };
  }
}
