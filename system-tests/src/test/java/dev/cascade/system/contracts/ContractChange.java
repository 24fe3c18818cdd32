package dev.cascade.system.contracts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.output.ConsoleRender;

/**
 * What changed from one OpenAPI document to another. The documents are compared by what they mean:
 * the order of fields does not count.
 */
final class ContractChange {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final boolean same;
  private final ChangedOpenApi difference;

  private ContractChange(boolean same, ChangedOpenApi difference) {
    this.same = same;
    this.difference = difference;
  }

  /** Compares two documents, each as JSON. */
  static ContractChange between(String before, String after) throws JsonProcessingException {
    return new ContractChange(
        JSON.readTree(before).equals(JSON.readTree(after)),
        OpenApiCompare.fromContents(before, after));
  }

  /** The comparison takes some schemas for changed that are letter by letter the same. */
  boolean isNone() {
    return same || difference.isUnchanged();
  }

  /** Whether a client of the first document cannot use a server of the second as before. */
  boolean breaksClients() {
    return difference.isIncompatible();
  }

  /** The changed operations, for a person. */
  String text() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    new ConsoleRender().render(difference, new OutputStreamWriter(text, StandardCharsets.UTF_8));
    return text.toString(StandardCharsets.UTF_8);
  }
}
