package dev.cascade.schemas.personal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.schemas.Customer;
import dev.cascade.schemas.CustomerLevel;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import dev.cascade.schemas.catalogue.Topics;
import java.util.List;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class PersonalFieldsTest {

  /** Free texts of customers, names and addresses; whoever adds such a field adds it here. */
  @Test
  void theContractsMarkWhatIsAboutAPerson() {
    TreeSet<String> marked = new TreeSet<>();
    TopicCatalogue.load().topics().stream()
        .flatMap(topic -> topic.valueSchema().stream())
        .forEach(schema -> mark(schema, marked));

    assertThat(marked)
        .containsExactly(
            "Cancellation.reason",
            "CancellationRequested.reason",
            "Customer.email",
            "Customer.name",
            "EmailRequested.customerName",
            "EmailRequested.email",
            "EmailResendRequested.email",
            "EmailSent.detail",
            "FraudReview.why",
            "FraudReviewDecision.why",
            "Reason.detail",
            "ShipmentRequested.trackingReference");
  }

  @Test
  void topicsOfPersonsAreKnown() {
    assertThat(
            TopicCatalogue.load().topics().stream()
                .map(TopicDefinition::name)
                .filter(PersonalFields::areIn))
        .contains(Topics.CUSTOMERS, Topics.ORDERS, Topics.PLATINUM_EMAILS, Topics.EMAILS_SENT)
        .doesNotContain(Topics.PRODUCTS, Topics.STOCK_LEVELS, Topics.ACCOUNT_BALANCES);
    assertThat(PersonalFields.areIn("no-topic-of-ours")).isFalse();
  }

  @Test
  void aRecordWrittenBeforeItsFieldWasMarkedIsMaskedAllTheSame() {
    Schema before =
        new Schema.Parser()
            .parse(Customer.getClassSchema().toString().replace(",\"personal\":true", ""));

    assertThat(before.getField("name").getObjectProp("personal")).isNull();
    assertThat(PersonalFields.contains(before, before.getField("name"))).isTrue();
    assertThat(PersonalFields.contains(before, before.getField("id"))).isFalse();
  }

  @Test
  void whatIsQuotedOfAPersonIsFoundInAText() {
    PersonalWords words =
        PersonalWords.of(new Customer("c-1", "Ann Lee", "ann@example.org", CustomerLevel.GOLD));

    assertThat(words.words()).isEqualTo(List.of("ann@example.org", "Ann Lee"));
    assertThat(words.maskedIn("No mail for Ann Lee <ann@example.org>, customer c-1"))
        .isEqualTo("No mail for *** <***>, customer c-1");
  }

  private static void mark(Schema schema, TreeSet<String> marked) {
    switch (schema.getType()) {
      case RECORD ->
          schema
              .getFields()
              .forEach(field -> {
                if (PersonalFields.contains(schema, field)) {
                  marked.add(schema.getName() + "." + field.name());
                }
                mark(field.schema(), marked);
              });
      case ARRAY -> mark(schema.getElementType(), marked);
      case UNION -> schema.getTypes().forEach(type -> mark(type, marked));
      default -> {}
    }
  }
}
