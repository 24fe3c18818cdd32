package dev.cascade.sql.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import dev.cascade.schemas.catalogue.Topics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicTableTest {

  private static final TopicCatalogue CATALOGUE = TopicCatalogue.load();
  private static final TopicConnection CONNECTION =
      new TopicConnection(
          Map.of("bootstrap.servers", "broker:1", "sasl.jaas.config", "password='it''s'"),
          "http://registry",
          false);

  @Test
  void aCompactedTopicIsWhatItSaysNowAndAllThatItHas() {
    List<TopicTable> tables = TopicTable.of(CATALOGUE.topic(Topics.STOCK_LEVELS));

    assertThat(tables)
        .extracting(TopicTable::name)
        .containsExactly("stock_levels", "stock_levels_log");
    assertThat(tables.get(0).statement(CONNECTION, false))
        .contains("'connector' = 'upsert-kafka'", "PRIMARY KEY (`record_key`) NOT ENFORCED")
        .doesNotContain("record_offset");
    assertThat(tables.get(1).statement(CONNECTION, false))
        .contains(
            "'connector' = 'kafka'", "'scan.startup.mode' = 'earliest-offset'", "`record_offset`")
        .doesNotContain("PRIMARY KEY");
  }

  @Test
  void anotherTopicIsItsRecords() {
    List<TopicTable> tables = TopicTable.of(CATALOGUE.topic(Topics.ORDER_PAYMENTS));

    assertThat(tables).extracting(TopicTable::name).containsExactly("order_payments");
    assertThat(tables.getFirst().rowIs()).isEqualTo("each OrderPayment");
  }

  @Test
  void rawBytesAreNoTable() {
    assertThat(TopicTable.of(CATALOGUE.topic(Topics.ORDERS_DEAD_LETTERS))).isEmpty();
  }

  @Test
  void columnsAreTheFieldsWithTypesOfSql() {
    String orders =
        TopicTable.of(CATALOGUE.topic(Topics.ORDERS)).getFirst().statement(CONNECTION, false);

    assertThat(orders)
        .contains("`id` STRING,", "`state` STRING,", "`createdAt` TIMESTAMP_LTZ(3),")
        .contains("`total` ROW<`minorUnits` BIGINT, `currency` STRING>,")
        .contains("`lines` ARRAY<ROW<`number` INT, `productId` STRING, `quantity` INT,");
  }

  @Test
  void aUnionOfRecordsIsARowWithAColumnForEach() {
    String requests =
        TopicTable.of(CATALOGUE.topic(Topics.ORDER_REQUESTS))
            .getFirst()
            .statement(CONNECTION, false);

    assertThat(requests)
        .contains("`request` ROW<`OrderRequested` ROW<`customerId` STRING,")
        .contains("`CancellationRequested` ROW<`reason` STRING>");
  }

  @Test
  void personalFieldsAreMaskedUnlessTheyAreAskedFor() {
    TopicTable customers = TopicTable.of(CATALOGUE.topic(Topics.CUSTOMERS)).getFirst();
    TopicConnection open = new TopicConnection(CONNECTION.client(), "http://registry", true);

    assertThat(customers.statement(CONNECTION, false)).contains(".personal' = 'masked'");
    assertThat(customers.statement(open, false)).contains(".personal' = 'shown'");
  }

  @Test
  void whatClientsNeedIsInEachTableAndTheyReadWhatIsCommitted() {
    String orders =
        TopicTable.of(CATALOGUE.topic(Topics.ORDERS)).getFirst().statement(CONNECTION, true);

    assertThat(orders)
        .contains("'properties.sasl.jaas.config' = 'password=''it''''s'''")
        .contains("'properties.isolation.level' = 'read_committed'")
        .contains("'scan.bounded.mode' = 'latest-offset'");
    assertThat(CONNECTION.toString()).doesNotContain("password");
  }

  @Test
  void everyTopicOfOneRecordIsATable() {
    assertThat(CATALOGUE.topics().stream().filter(topic -> topic.value() != null))
        .allSatisfy(topic -> assertThat(TopicTable.of(topic)).isNotEmpty())
        .extracting(TopicDefinition::name)
        .contains(Topics.APPLICATION_ERRORS);
  }
}
