package dev.cascade.system.contracts;

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

  private final ChangedOpenApi difference;

  private ContractChange(ChangedOpenApi difference) {
    this.difference = difference;
  }

  /** Compares two documents, each as JSON. */
  static ContractChange between(String before, String after) {
    return new ContractChange(OpenApiCompare.fromContents(before, after));
  }

  boolean isNone() {
    return difference.isUnchanged();
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
