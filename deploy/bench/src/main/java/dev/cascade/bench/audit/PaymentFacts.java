package dev.cascade.bench.audit;

import dev.cascade.bench.kafka.Fields;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;

/** All that the topics say about one payment that belongs to no order. */
final class PaymentFacts {

  private final Map<String, Integer> counts = new HashMap<>();
  private String debtor = "";
  private String creditor = "";
  private long amount;

  void payment(String topic, GenericRecord value) {
    counts.merge(topic + " " + Fields.text(value, "state"), 1, Integer::sum);
    debtor = Fields.text(value, "debtorAccount");
    creditor = Fields.text(value, "creditorAccount");
    amount = Fields.minorUnits(value, "amount");
  }

  Map<String, Integer> counts() {
    return counts;
  }

  String debtor() {
    return debtor;
  }

  String creditor() {
    return creditor;
  }

  long amount() {
    return amount;
  }
}
