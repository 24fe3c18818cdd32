package dev.cascade.testing;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Collectors;

/** Who makes Kafka's plain clients, and whether the lineage knows of it. */
final class DeclaredClients {

  private static final Set<String> CLIENTS =
      Set.of(
          "org.apache.kafka.clients.producer.KafkaProducer",
          "org.apache.kafka.clients.consumer.KafkaConsumer");
  private static final String DECLARATION = "dev.cascade.streams.lineage.PlainClient";

  static final DescribedPredicate<JavaClass> MAKE_CLIENTS =
      DescribedPredicate.describe(
          "make Kafka's clients",
          type ->
              type.getConstructorCallsFromSelf().stream()
                  .anyMatch(call -> CLIENTS.contains(call.getTargetOwner().getFullName())));

  static final ArchCondition<JavaClass> BE_DECLARED =
      new ArchCondition<>("be declared, or be made by who is") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
          boolean declared = isDeclared(type) || isMadeByDeclaredOnes(type);
          events.add(
              new SimpleConditionEvent(
                  type, declared, type.getName() + " makes a client that the lineage misses"));
        }
      };

  private DeclaredClients() {}

  private static boolean isMadeByDeclaredOnes(JavaClass type) {
    Set<JavaClass> makers =
        type.getConstructors().stream()
            .flatMap(constructor -> constructor.getCallsOfSelf().stream())
            .map(JavaConstructorCall::getOriginOwner)
            .collect(Collectors.toSet());
    return !makers.isEmpty() && makers.stream().allMatch(DeclaredClients::isDeclared);
  }

  private static boolean isDeclared(JavaClass type) {
    return type.getMethods().stream()
        .anyMatch(method -> method.getRawReturnType().getName().equals(DECLARATION));
  }
}
