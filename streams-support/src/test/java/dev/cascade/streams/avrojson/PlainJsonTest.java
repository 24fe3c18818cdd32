package dev.cascade.streams.avrojson;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderRequest;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.streams.avrojson.JsonToAvro.Violation;
import dev.cascade.testing.Seeds;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Test;

class PlainJsonTest {

  private static final Schema OFFER =
      new Schema.Parser()
          .parse(
              """
              {"type":"record","name":"Offer","fields":[
                {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}},
                {"name":"note","type":["null","string"],"default":null},
                {"name":"pieces","type":{"type":"array","items":"int"},"default":[]},
                {"name":"kind","type":{"type":"enum","name":"Kind","symbols":["NEW","USED"]}},
                {"name":"seller","type":[
                  {"type":"record","name":"Shop","fields":[{"name":"name","type":"string"}]},
                  {"type":"record","name":"Person","fields":[{"name":"name","type":"string"}]}]}]}
              """);

  @Test
  void whatIsWrittenOfAnyRecordOfTheCatalogueIsReadBackTheSame() {
    List<Schema> schemas =
        TopicCatalogue.load().topics().stream()
            .flatMap(topic -> topic.valueSchema().stream())
            .toList();
    Seeds.forEach(
        20,
        seed -> {
          long random = seed.value();
          for (Schema schema : schemas) {
            Object value = new RandomData(schema, 1, random).iterator().next();
            JsonNode json = json(AvroToJson.write(schema, value).toString());

            JsonToAvro.Result read = JsonToAvro.read(schema, json);

            assertThat(read.violations()).as("%s", json).isEmpty();
            assertThat(AvroToJson.write(schema, read.value()))
                .isEqualTo(AvroToJson.write(schema, value));
          }
        });
  }

  @Test
  void fieldsThatAreLeftOutTakeTheirDefaultsAndTimesAreIso() {
    JsonToAvro.Result read =
        JsonToAvro.read(
            OFFER,
            json(
                """
                {"at":"1970-01-01T00:00:01Z","kind":"USED","seller":{"Person":{"name":"Ada"}}}
                """));

    assertThat(read.violations()).isEmpty();
    GenericRecord offer = (GenericRecord) read.value();
    assertThat(offer.get("at")).isEqualTo(1_000L);
    assertThat(offer.get("note")).isNull();
    assertThat(offer.get("pieces"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .isEmpty();
    assertThat(((GenericRecord) offer.get("seller")).getSchema().getName()).isEqualTo("Person");
  }

  @Test
  void everythingThatDoesNotFitIsNamed() {
    assertThat(
            violations(
                """
                {"at":"soon","note":7,"pieces":[1,"two",3000000000],"kind":"OLD","seller":{"name":"Ada"},"x":1}
                """))
        .containsExactlyInAnyOrder(
            new Violation("x", "is not a field of Offer"),
            new Violation("at", "must be a time such as 2030-01-31T12:00:00Z"),
            new Violation("note", "must be a text"),
            new Violation("pieces[1]", "must be a whole number of 32 bits"),
            new Violation("pieces[2]", "must be a whole number of 32 bits"),
            new Violation("kind", "must be one of NEW, USED"),
            new Violation(
                "seller", "must be an object with one field, which is one of Shop, Person"));
    assertThat(violations("[]")).containsExactly(new Violation("", "must be an object: Offer"));
    assertThat(violations("{\"at\":1,\"kind\":\"NEW\",\"seller\":{\"Shop\":{}}}"))
        .containsExactly(new Violation("seller.Shop.name", "is missing"));
  }

  @Test
  void whatIsAboutAPersonIsMaskedAndPutBackWhereNobodyChangedIt() {
    Schema requests = OrderRequest.getClassSchema();
    JsonNode whole =
        json(
            """
            {"orderId":"o-1","requestId":"r","requestedAt":"1970-01-01T00:00:01Z",
             "request":{"CancellationRequested":{"reason":"I moved to 7 Canary Lane"}}}
            """);
    JsonNode masked = AvroToJson.masked(requests, JsonToAvro.read(requests, whole).value());

    assertThat(masked.toString()).contains("o-1").contains("***").doesNotContain("Canary");
    assertThat(Unmasking.of(requests, masked, whole)).isEqualTo(whole);
    assertThat(JsonToAvro.read(requests, masked).violations())
        .containsExactly(
            new Violation(
                "request.CancellationRequested.reason",
                "is masked, and what is meant is not known: give the value"));
  }

  @Test
  void aMaskInAListOfAnotherLengthIsNotGuessed() {
    Schema orders = Order.getClassSchema();
    JsonNode one = json("{\"reasons\":[{\"code\":\"a\",\"detail\":\"Ann\"}]}");
    JsonNode same = json("{\"reasons\":[{\"code\":\"b\",\"detail\":\"***\"}]}");
    JsonNode more = json("{\"reasons\":[{\"detail\":\"***\"},{\"detail\":\"***\"}]}");

    assertThat(Unmasking.of(orders, same, one).at("/reasons/0/detail").asText()).isEqualTo("Ann");
    assertThat(Unmasking.of(orders, more, one)).isEqualTo(more);
  }

  private static List<Violation> violations(String json) {
    return JsonToAvro.read(OFFER, json(json)).violations();
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
