package dev.cascade.schemas.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Writes the AsyncAPI document of all topics, for tools that make clients and pages of it. */
class AsyncApiTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode document = AsyncApi.of(TopicCatalogue.load());

  @Test
  void theDocumentIsWhatTheCatalogueSays() throws IOException {
    WrittenDocument.mustSay(
        "asyncapi.json", JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n");
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<String> references = document.findValuesAsText("$ref");

    assertThat(references)
        .isNotEmpty()
        .allSatisfy(reference ->
            assertThat(document.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
  }

  @Test
  void eachServiceSendsWhatItOwnsAndReceivesWhatItReads() {
    assertThat(document.at("/operations/orders-service sends orders/action").asText())
        .isEqualTo("send");
    assertThat(document.at("/operations/payments-service receives orders/action").asText())
        .isEqualTo("receive");
    assertThat(document.at("/operations/payments-service sends orders").isMissingNode()).isTrue();
  }
}
