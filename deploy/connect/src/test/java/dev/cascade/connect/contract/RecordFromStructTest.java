package dev.cascade.connect.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.schemas.Customer;
import dev.cascade.schemas.CustomerLevel;
import dev.cascade.schemas.Order;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

class RecordFromStructTest {

  private static final Schema ROW =
      SchemaBuilder.struct()
          .field("id", Schema.STRING_SCHEMA)
          .field("name", Schema.OPTIONAL_STRING_SCHEMA)
          .field("email", Schema.OPTIONAL_STRING_SCHEMA)
          .field("level", Schema.STRING_SCHEMA)
          .field("since", Schema.OPTIONAL_INT32_SCHEMA)
          .build();

  private final RecordFromStruct<Customer> customers = new RecordFromStruct<>(Customer.class);

  @Test
  void eachFieldComesFromTheColumnOfItsName() {
    assertThat(customers.of(row("GOLD").put("name", "Ann").put("since", 7)))
        .isEqualTo(
            Customer.newBuilder()
                .setId("c-1")
                .setName("Ann")
                .setEmail(null)
                .setLevel(CustomerLevel.GOLD)
                .build());
  }

  @Test
  void aSymbolThatTheContractDoesNotKnowIsNamedByItsFieldAndRow() {
    assertThatThrownBy(() -> customers.of(row("DIAMOND").put("name", "Ann")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("level of row 'c-1' cannot be a Customer")
        .hasMessageNotContaining("DIAMOND");
  }

  @Test
  void nullWhereTheContractWantsAValueIsRefused() {
    assertThatThrownBy(() -> customers.of(row("GOLD")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("name of row 'c-1' cannot be a Customer: it is null");
  }

  @Test
  void aMissingColumnIsRefused() {
    Schema narrow = SchemaBuilder.struct().field("id", Schema.STRING_SCHEMA).build();

    assertThatThrownBy(() -> customers.of(new Struct(narrow).put("id", "c-1")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("there is no such column");
  }

  @Test
  void aRecordThatNoRowCanBeIsRefusedAtOnce() {
    assertThatThrownBy(() -> new RecordFromStruct<>(Order.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Order.lines");
  }

  private static Struct row(String level) {
    return new Struct(ROW).put("id", "c-1").put("level", level);
  }
}
