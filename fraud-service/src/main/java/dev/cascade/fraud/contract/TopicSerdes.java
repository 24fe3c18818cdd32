package dev.cascade.fraud.contract;

import dev.cascade.fraud.domain.CustomerLevel;
import dev.cascade.fraud.domain.CustomerOrder;
import dev.cascade.fraud.domain.FraudAlert;
import dev.cascade.fraud.domain.FraudFact.Audited;
import dev.cascade.fraud.domain.FraudFact.Judged;
import dev.cascade.fraud.domain.Review;
import dev.cascade.fraud.domain.ReviewDecision;
import dev.cascade.fraud.domain.SpendingReport;
import dev.cascade.schemas.AuditEvent;
import dev.cascade.schemas.Customer;
import dev.cascade.schemas.CustomerOrderChange;
import dev.cascade.schemas.CustomerSpending;
import dev.cascade.schemas.FraudReview;
import dev.cascade.schemas.FraudReviewDecision;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.streams.serde.AvroFormat;
import dev.cascade.streams.serde.MappedSerde;
import org.apache.kafka.common.serialization.Serde;

/**
 * Values of the catalogue's topics, as the domain knows them.
 *
 * @param customerOrders read only
 * @param customerLevels read only
 * @param verdicts written only
 * @param decisions of reviewers
 * @param audits written only
 */
public record TopicSerdes(
    Serde<CustomerOrder> customerOrders,
    Serde<CustomerLevel> customerLevels,
    Serde<Judged> verdicts,
    Serde<FraudAlert> alerts,
    Serde<SpendingReport> spending,
    Serde<Review> reviews,
    Serde<ReviewDecision> decisions,
    Serde<Audited> audits) {

  /** All serdes over that format. */
  public static TopicSerdes over(AvroFormat avro) {
    return new TopicSerdes(
        MappedSerde.readOnly(avro.of(CustomerOrderChange.class), CustomerOrders::toDomain),
        MappedSerde.readOnly(
            avro.of(Customer.class), customer -> FraudContract.level(customer.getLevel())),
        MappedSerde.writeOnly(avro.of(OrderValidation.class), FraudContract::verdict),
        MappedSerde.of(
            avro.of(dev.cascade.schemas.FraudAlert.class),
            FraudContract::alert,
            FraudContract::alert),
        MappedSerde.of(
            avro.of(CustomerSpending.class), FraudContract::spending, FraudContract::spending),
        MappedSerde.of(avro.of(FraudReview.class), FraudReviews::review, FraudReviews::review),
        MappedSerde.of(
            avro.of(FraudReviewDecision.class), FraudReviews::decision, FraudReviews::decision),
        MappedSerde.writeOnly(avro.of(AuditEvent.class), FraudReviews::audit));
  }
}
